import type { WhereOptions } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { NotAllowed, WrongState, invalidField } from '../core/errors.js';
import { findOrRefuse, lockOrRefuse } from '../core/lock.js';
import { roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { seesEveryone } from './team-scope.js';
import { Team } from './team.js';
import { TeamMember } from './team-member.js';
import { User } from './user.js';

export const runsTeams = roles('owner', 'admin', 'team_lead');

/** Owner and admin see every team, a team lead the own, everybody else the one they are in. */
export async function teamsSeenBy(actor: Actor): Promise<WhereOptions> {
  const { kind, role, userId } = actor;
  if (seesEveryone(actor)) return {};
  if (kind !== 'person' || userId === null) return { id: null };
  if (role === 'team_lead') return { teamLeadId: userId };
  const stay = await TeamMember.findOne({ where: { userId, leftAt: null } });
  return { id: stay?.teamId ?? null };
}

/** A team that the actor sees and that still works, locked. */
export async function lockTeam({ tx, actor }: Pick<Work, 'tx' | 'actor'>, teamId: number): Promise<Team> {
  const team = await lockOrRefuse(Team, teamId, tx, await teamsSeenBy(actor));
  if (team.archivedAt) throw new WrongState('team', 'archived', 'changed');
  return team;
}

/** Who leads a team has the role for it and no other team. A team lead can only put himself there. */
export async function refuseLead({ tx, actor }: Work, leadId: number | null, teamId: number | null): Promise<void> {
  if (actor.role === 'team_lead' && leadId !== actor.userId)
    throw new NotAllowed('Only an owner or admin names a team lead.');
  if (leadId === null) return;
  const user = await findOrRefuse(User, leadId, {}, tx);
  if (user.role !== 'team_lead' || user.status !== 'active') throw invalidField('teamLeadId', 'is not a team lead');
  const led = await Team.findOne({ where: { teamLeadId: leadId, archivedAt: null }, transaction: tx });
  if (led && led.id !== teamId) throw invalidField('teamLeadId', `leads another team, ${led.name}`);
}
