import type { WhereOptions } from 'sequelize';
import { literal, Op } from 'sequelize';
import type { Actor, Role } from '../core/actor.js';
import { programOf } from '../core/policy.js';

const seeAll: readonly (Role | null)[] = ['owner', 'admin', 'funds_coordinator'];

/** Finance sees a program's every line, everybody else their own; keys with the scope see their program's. */
export function commissionsSeenBy(actor: Actor): WhereOptions {
  const programId = programOf(actor);
  if (actor.kind === 'key' || actor.kind === 'system' || seeAll.includes(actor.role)) return { programId };
  return {
    programId,
    beneficiaryId: { [Op.in]: literal(`(SELECT id FROM members WHERE user_id = ${String(actor.userId ?? 0)})`) },
  };
}
