import { z } from 'zod';
import type { TeamMember } from './team-member.js';
import type { Team } from './team.js';

export const teamSchema = z.object({
  id: z.number(),
  name: z.string(),
  teamLeadId: z.number().nullable(),
  archivedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const presentTeam = (team: Team): z.input<typeof teamSchema> => ({
  id: team.id,
  name: team.name,
  teamLeadId: team.teamLeadId,
  archivedAt: team.archivedAt,
  createdAt: team.createdAt,
});

export const teamMemberSchema = z.object({
  teamId: z.number(),
  userId: z.number(),
  joinedAt: z.date(),
  leftAt: z.date().nullable(),
});

export const presentTeamMember = (stay: TeamMember): z.input<typeof teamMemberSchema> => ({
  teamId: stay.teamId,
  userId: stay.userId,
  joinedAt: stay.joinedAt,
  leftAt: stay.leftAt,
});
