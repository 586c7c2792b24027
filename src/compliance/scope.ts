import type { WhereOptions } from 'sequelize';
import { literal, Op } from 'sequelize';
import type { Actor, Role } from '../core/actor.js';
import { programOf } from '../core/policy.js';

const seeAll: readonly (Role | null)[] = ['owner', 'admin', 'funds_coordinator'];

/** Finance sees every case of a program, everybody else their own. */
export function kycCasesSeenBy(actor: Actor): WhereOptions {
  const programId = programOf(actor);
  if (actor.kind === 'system' || (actor.kind === 'person' && seeAll.includes(actor.role))) return { programId };
  return { programId, memberId: { [Op.in]: literal(`(SELECT id FROM members WHERE user_id = ${actor.userId ?? 0})`) } };
}
