import { system } from '../src/core/actor.js';
import { assignLead } from '../src/leads/assign-lead.js';
import { convertLead } from '../src/leads/convert-lead.js';
import { createLead } from '../src/leads/create-lead.js';
import { moveLead } from '../src/leads/move-lead.js';
import type { Dice } from './dice.js';
import type { People } from './people.js';

const stages = ['lead', 'demo', 'proposal', 'contract'] as const;

/** Leads in every stage: some without an owner, some at work, some customers. */
export async function seedLeads(programId: number, people: People, dice: Dice): Promise<void> {
  const callers = people.all('telemarketer').slice(0, 2);
  for (let number = 1; number <= 32; number += 1) {
    const lead = await createLead(system(programId), {
      name: `Lead ${String(number).padStart(2, '0')} Example`,
      email: `lead.${number}@example.com`,
      phone: `+88017${String(10_000_000 + number * 7919).slice(-8)}`,
    });
    if (number % 4 === 0) continue;
    await assignLead(people.the('team_lead'), { leadId: lead.id, assigneeId: dice.pick(callers).id, reason: 'demo' });
    if (number % 8 === 1)
      await convertLead(people.the('admin'), { leadId: lead.id, amount: `${80 + dice.roll(300)}.00` });
    else await advance(people, lead.id, dice.roll(stages.length + 1));
  }
}

/** Stages come one after the other. */
async function advance(people: People, leadId: number, steps: number): Promise<void> {
  for (const stage of stages.slice(0, steps)) await moveLead(people.the('admin'), { leadId, stage });
}
