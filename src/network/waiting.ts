import { literal, Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { id } from '../core/parse.js';
import { programOf } from '../core/policy.js';
import { between, is } from '../http/filter.js';
import { list } from '../http/list.js';
import { applicationStatuses, DistributorApplication } from './distributor-application.js';
import { HoldingTankEntry } from './holding-tank-entry.js';
import { mayRead } from './members.js';
import { presentApplication } from './present-member.js';
import { ownMember, seesAll } from './scope.js';

// Members who wait: for a place, or for a word about their application.

/** The program's for staff and keys; else what concerns the actor himself and whom he brought. */
async function ownAndBrought(actor: Actor): Promise<WhereOptions> {
  const programId = programOf(actor);
  if (seesAll(actor)) return { programId };
  const own = await ownMember(actor);
  if (!own) return { id: null };
  const brought = `(SELECT id FROM members WHERE program_id = ${programId} AND (id = ${own.id} OR sponsor_id = ${own.id}))`;
  return { programId, memberId: { [Op.in]: literal(brought) } };
}

export const holdingTankSchema = z.object({ memberId: z.number(), enteredAt: z.date() });

export const holdingTank = list({
  name: 'holding_tank.list',
  row: HoldingTankEntry,
  allow: mayRead,
  scope: async (actor) => ({ [Op.and]: [await ownAndBrought(actor), { placedAt: null }] }),
  filters: { created: between('enteredAt') },
  sort: ['enteredAt'],
  present: ({ memberId, enteredAt }) => ({ memberId, enteredAt }),
});

export const distributorApplications = list({
  name: 'distributor_applications.list',
  row: DistributorApplication,
  allow: mayRead,
  scope: ownAndBrought,
  filters: { status: is('status', z.enum(applicationStatuses)), member_id: is('memberId', id) },
  present: presentApplication,
});
