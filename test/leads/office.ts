import '../../src/consequences.js';
import { system } from '../../src/core/actor.js';
import type { Actor, Role } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import { settle } from '../../src/core/work.js';
import type { Work } from '../../src/core/work.js';
import { createLead } from '../../src/leads/create-lead.js';
import type { Lead } from '../../src/leads/lead.js';
import { LeadEvent } from '../../src/leads/lead-event.js';
import { joinNetwork } from '../../src/network/join-network.js';
import type { Member } from '../../src/network/member.js';
import { programByKey } from '../../src/programs/find-program.js';
import { installPresets } from '../../src/programs/install-presets.js';
import type { Program } from '../../src/programs/program.js';
import { actorOf } from '../../src/users/actor-of.js';
import { registerUser } from '../../src/users/register-user.js';
import { Team } from '../../src/users/team.js';
import { TeamMember } from '../../src/users/team-member.js';
import { db } from '../support/database.js';

/** Runs plain functions in one transaction as the system, with the consequences of what they emit. */
export const asSystem = <R>(run: (work: Work) => Promise<R>): Promise<R> =>
  transaction(async (tx, now) => {
    const events: Parameters<Work['emit']>[0][] = [];
    const work = { tx, now, actor: system() };
    const result = await run({ ...work, emit: (event) => void events.push(event) });
    await settle(work, events);
    return result;
  });

/** The telemarketing program, with these settings; calls are always allowed unless said otherwise. */
export async function programWith(settings: Record<string, unknown> = {}): Promise<Program> {
  await installPresets(system(), {});
  const program = await programByKey('telemarketing');
  const always = { auto_distributor: true, calling_from: '00:00', calling_until: '24:00' };
  await db.query('UPDATE programs SET settings = $1 WHERE id = $2', {
    bind: [JSON.stringify({ ...always, ...settings }), program.id],
  });
  return program.reload();
}

let people = 0;

export async function person(role: Role, { id }: Program): Promise<Actor> {
  people += 1;
  const email = `${role}.${people}@example.com`;
  return actorOf(await asSystem((work) => registerUser(work, { email, role })), id);
}

/** Somebody who works on leads, and sells as a member of the program. */
export async function seller(program: Program, role: Role = 'telemarketer', sponsor?: Member) {
  const actor = await person(role, program);
  const member = await asSystem((work) =>
    joinNetwork(work, { programId: program.id, userId: actor.userId, sponsorId: sponsor?.id ?? null }),
  );
  return { actor, member };
}

/** A team lead with two telemarketers. */
export async function team(program: Program) {
  const lead = await person('team_lead', program);
  const [first, second] = [await seller(program), await seller(program)];
  const made = await Team.create({ name: `Team of ${lead.name}`, teamLeadId: lead.userId });
  for (const { actor } of [first, second]) await TeamMember.create({ teamId: made.id, userId: idOf(actor) });
  return { lead, first: first.actor, second: second.actor, firstMember: first.member, teamId: made.id };
}

export const idOf = ({ userId }: Actor): number => userId ?? 0;

let numbers = 0;

/** A phone number that nobody has yet. */
export const freshPhone = (): string => `+88017${String((numbers += 1)).padStart(8, '0')}`;

export const newLead = (actor: Actor, lead: Partial<Parameters<typeof createLead>[1]> = {}): Promise<Lead> =>
  createLead(actor, { name: 'Ada Example', phone: freshPhone(), ...lead });

/** What the lead's history says, the first thing first. */
export const historyOf = ({ id }: Lead): Promise<LeadEvent[]> =>
  LeadEvent.findAll({ where: { leadId: id }, order: ['id'] });

export const kindsOf = async (lead: Lead): Promise<string[]> => (await historyOf(lead)).map(({ kind }) => kind);
