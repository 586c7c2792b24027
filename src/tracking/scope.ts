import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { programOf } from '../core/policy.js';
import { roles } from '../core/policy.js';
import { teamRowsSeenBy, userIdsSeenBy } from '../users/team-scope.js';

/** Who works with links: the members who share them and the staff whose traffic they carry. */
export const linkKeepers = roles('owner', 'admin', 'team_lead', 'buyer', 'telemarketer', 'affiliate');

/** Links, campaigns and tokens of one's own; a team lead's include the team's; owner and admin see the program's. */
export async function ownedRowsSeenBy(actor: Actor): Promise<WhereOptions> {
  const programId = programOf(actor);
  const ownerId = await userIdsSeenBy(actor);
  return ownerId === null ? { programId } : { programId, ownerId };
}

/** Prospects and clicks: by the media buyer whose traffic they are, and the team they were then. */
export async function trafficSeenBy(actor: Actor): Promise<WhereOptions> {
  const programId = programOf(actor);
  const rows = await teamRowsSeenBy(actor, ['buyerId']);
  return rows === null ? { programId } : { programId, [Op.or]: rows };
}
