import type { WhereOptions } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { programOf } from '../core/policy.js';
import { roles } from '../core/policy.js';
import { userIdsSeenBy } from '../users/team-scope.js';

/** Who works with links: the members who share them and the staff whose traffic they carry. */
export const linkKeepers = roles('owner', 'admin', 'team_lead', 'buyer', 'telemarketer', 'affiliate');

/** Links, campaigns and tokens of one's own; a team lead's include the team's; owner and admin see the program's. */
export const ownedRowsSeenBy = (actor: Actor): Promise<WhereOptions> => rowsOf('ownerId', actor);

/** Prospects and clicks, the same way by the media buyer whose traffic they are. */
export const trafficSeenBy = (actor: Actor): Promise<WhereOptions> => rowsOf('buyerId', actor);

async function rowsOf(column: 'ownerId' | 'buyerId', actor: Actor): Promise<WhereOptions> {
  const programId = programOf(actor);
  const userIds = await userIdsSeenBy(actor);
  return userIds === null ? { programId } : { programId, [column]: userIds };
}
