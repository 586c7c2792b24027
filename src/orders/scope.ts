import { literal, Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import { teamRowsSeenBy, userIdsSeenBy } from '../users/team-scope.js';

/** Customers' names and addresses are for those who work with their orders. */
export const orderReaders = anyOf(roles('owner', 'admin', 'team_lead', 'buyer'), scope('orders:read'));

export const saleReaders = anyOf(
  roles('owner', 'admin', 'funds_coordinator', 'team_lead', 'buyer', 'telemarketer', 'affiliate'),
  scope('sales:read'),
);

/** A media buyer's own orders, also those of the team that a team lead leads; owner, admin and a partner's key see the program's. */
export async function ordersSeenBy(actor: Actor): Promise<WhereOptions> {
  const programId = programOf(actor);
  const rows = actor.kind === 'key' ? null : await teamRowsSeenBy(actor, ['buyerId']);
  return rows === null ? { programId } : { programId, [Op.or]: rows };
}

/** Sales that somebody sold, brought or whose link brought them; finance and partners' keys see the program's. */
export async function salesSeenBy(actor: Actor): Promise<WhereOptions> {
  const programId = programOf(actor);
  const seesAll = actor.kind === 'key' || actor.role === 'funds_coordinator';
  const userIds = seesAll ? null : await userIdsSeenBy(actor);
  if (userIds === null) return { programId };
  const people = [0, ...userIds].join(', ');
  const members = { [Op.in]: literal(`(SELECT id FROM members WHERE user_id IN (${people}))`) };
  const links = { [Op.in]: literal(`(SELECT id FROM links WHERE owner_id IN (${people}))`) };
  return { programId, [Op.or]: [{ sellerMemberId: members }, { attributedMemberId: members }, { linkId: links }] };
}
