import type { WhereOptions } from 'sequelize';
import { literal, Op } from 'sequelize';
import type { Actor, Role } from '../core/actor.js';
import { programOf } from '../core/policy.js';

const seeAll: readonly (Role | null)[] = ['owner', 'admin', 'funds_coordinator'];

/** Whether the actor sees the money of the whole program: finance, a partner's key, the system. */
export const seesAllMoney = ({ kind, role }: Actor): boolean =>
  kind === 'key' || kind === 'system' || (kind === 'person' && seeAll.includes(role));

/** Finance sees a program's every payout, everybody else their own; keys with the scope see their program's. */
export const payoutsSeenBy = (actor: Actor): WhereOptions => ({
  programId: programOf(actor),
  ...(seesAllMoney(actor) ? {} : { memberId: { [Op.in]: ownMembers(actor) } }),
});

/** The accounts of the members whose payouts the actor sees. */
export const walletsSeenBy = (actor: Actor): WhereOptions => {
  const own = seesAllMoney(actor) ? '' : ` AND user_id = ${actor.userId ?? 0}`;
  const owners = `(SELECT 'member:' || id FROM members WHERE program_id = ${programOf(actor)}${own})`;
  return { owner: { [Op.in]: literal(owners) } };
};

const ownMembers = ({ userId }: Actor) => literal(`(SELECT id FROM members WHERE user_id = ${userId ?? 0})`);
