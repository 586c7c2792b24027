import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { programOf } from '../core/policy.js';
import { teamRowsSeenBy } from '../users/team-scope.js';

/**
 * Which leads of the program an actor sees: what he brought or works on; a team lead also the team's, and those that
 * nobody has yet; owner and admin all. Deleted leads are seen only by who asks for them.
 */
export async function leadsSeenBy(
  actor: Actor,
  { tx, deleted = false }: { tx?: Transaction | undefined; deleted?: boolean } = {},
): Promise<WhereOptions> {
  const inProgram = { programId: programOf(actor), deletedAt: deleted ? { [Op.ne]: null } : null };
  const rows = await teamRowsSeenBy(actor, ['ownerId', 'assignedTo'], tx);
  if (rows === null) return inProgram;
  const leads = actor.kind === 'person' && actor.role === 'team_lead';
  return { ...inProgram, [Op.or]: leads ? [...rows, { teamId: null, assignedTo: null }] : rows };
}
