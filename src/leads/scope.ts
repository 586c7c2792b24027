import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { programOf } from '../core/policy.js';
import { teamIdOf, userIdsSeenBy } from '../users/team-scope.js';

/**
 * Which leads of the program an actor sees: what he brought or works on; a team lead also the team's, and those that
 * nobody has yet; owner and admin all. Deleted leads are seen only by who asks for them.
 */
export async function leadsSeenBy(
  actor: Actor,
  { tx, deleted = false }: { tx?: Transaction | undefined; deleted?: boolean } = {},
): Promise<WhereOptions> {
  const inProgram = { programId: programOf(actor), deletedAt: deleted ? { [Op.ne]: null } : null };
  const people = await userIdsSeenBy(actor, tx);
  if (people === null) return inProgram;
  const teams = await teamLedBy(actor, tx);
  return { ...inProgram, [Op.or]: [{ ownerId: people }, { assignedTo: people }, ...teams] };
}

async function teamLedBy({ kind, role, userId }: Actor, tx?: Transaction): Promise<WhereOptions[]> {
  if (kind !== 'person' || role !== 'team_lead' || userId === null) return [];
  const teamId = await teamIdOf(userId, new Date(), tx);
  return [...(teamId === null ? [] : [{ teamId }]), { teamId: null, assignedTo: null }];
}
