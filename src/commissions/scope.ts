import type { WhereOptions } from 'sequelize';
import { literal, Op } from 'sequelize';
import type { Actor, Role } from '../core/actor.js';
import { programOf } from '../core/policy.js';

const seeAll: readonly (Role | null)[] = ['owner', 'admin', 'funds_coordinator'];

/** Finance, the system and keys with the scope see what everybody in their program earned. */
export const seesAllCommissions = ({ kind, role }: Actor): boolean =>
  kind === 'key' || kind === 'system' || seeAll.includes(role);

/** Whoever does not see a program's every line sees his own. */
export function commissionsSeenBy(actor: Actor): WhereOptions {
  const programId = programOf(actor);
  if (seesAllCommissions(actor)) return { programId };
  return {
    programId,
    beneficiaryId: { [Op.in]: literal(`(SELECT id FROM members WHERE user_id = ${String(actor.userId ?? 0)})`) },
  };
}
