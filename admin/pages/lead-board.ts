import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import { programOf } from '../../src/core/policy.js';
import { Lead } from '../../src/leads/lead.js';
import { leadsSeenBy } from '../../src/leads/scope.js';
import { Stage } from '../../src/leads/stage.js';
import { page } from '../pages.js';
import type { Person } from '../person.js';
import { leadWorkers } from '../policies.js';
import { definitionOf } from '../support/registry.js';
import { titlesOf } from '../support/titles.js';

const shown = 40;

/** The pipeline's stages side by side with the newest leads of each. */
export const leadBoard = page({
  name: 'lead-board',
  component: 'LeadBoardPage',
  icon: 'Columns',
  group: 'work',
  see: leadWorkers,
  async read({ person }) {
    const stages = await Stage.findAll({ where: { programId: programOf(person.actor) }, order: ['position'] });
    const mine = await leadsSeenBy(person.actor);
    return { lanes: await Promise.all(stages.map((stage) => laneOf(stage, mine, person))) };
  },
});

async function laneOf({ key, name }: Stage, mine: WhereOptions, person: Person) {
  const where = { [Op.and]: [mine, { stage: key }] } as never;
  const [total, leads] = await Promise.all([
    Lead.count({ where }),
    Lead.findAll({
      where,
      order: [
        ['createdAt', 'DESC'],
        ['id', 'DESC'],
      ],
      limit: shown,
    }),
  ]);
  const names = await namesOf(leads, person);
  return { key, name, total, leads: leads.map((lead) => presentCard(lead, names)) };
}

async function namesOf(leads: readonly Lead[], person: Person): Promise<Map<string, string>> {
  const users = definitionOf('users');
  const ids = leads.flatMap(({ assignedTo }) => (assignedTo === null ? [] : [String(assignedTo)]));
  return users ? titlesOf(users, person, [...new Set(ids)]) : new Map();
}

const presentCard = ({ id, name, score, assignedTo, callbackAt, status }: Lead, names: Map<string, string>) => ({
  id,
  name,
  score,
  status,
  callbackAt,
  assignee: assignedTo === null ? null : (names.get(String(assignedTo)) ?? `#${String(assignedTo)}`),
});
