import { z } from 'zod';
import { endpoint, nothing } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { addTeamMember } from './add-team-member.js';
import { archiveTeam } from './archive-team.js';
import { createTeam } from './create-team.js';
import { moveTeamMember } from './move-team-member.js';
import { presentTeam, presentTeamMember, teamMemberSchema, teamSchema } from './present-team.js';
import { removeTeamMember } from './remove-team-member.js';
import { oneTeam, teamMembers, teams } from './teams.js';
import { updateTeam } from './update-team.js';

export const teamRoutes = group('teams');

endpoint(teamRoutes, {
  method: 'get',
  path: '/teams',
  summary: 'Teams: all of them, or the own one',
  query: teams,
  answer: pageOf(teamSchema),
});

endpoint(teamRoutes, {
  method: 'post',
  path: '/teams',
  summary: 'A new team',
  command: createTeam,
  present: presentTeam,
  answer: teamSchema,
  status: 201,
});

endpoint(teamRoutes, {
  method: 'get',
  path: '/teams/:teamId',
  summary: 'A team',
  query: oneTeam,
  present: presentTeam,
  answer: teamSchema,
});

endpoint(teamRoutes, {
  method: 'patch',
  path: '/teams/:teamId',
  summary: 'Rename a team or give it another lead',
  command: updateTeam,
  present: presentTeam,
  answer: teamSchema,
});

endpoint(teamRoutes, {
  method: 'put',
  path: '/teams/:teamId/archival',
  summary: 'End a team; its history stays',
  command: archiveTeam,
  present: presentTeam,
  answer: teamSchema,
});

endpoint(teamRoutes, {
  method: 'get',
  path: '/teams/:teamId/members',
  summary: 'Who is and who was in a team',
  query: teamMembers,
  present: (stays) => ({ data: stays.map(presentTeamMember) }),
  answer: z.object({ data: z.array(teamMemberSchema) }),
});

endpoint(teamRoutes, {
  method: 'put',
  path: '/teams/:teamId/members/:userId',
  summary: 'Take a buyer or telemarketer into a team',
  command: addTeamMember,
  present: presentTeamMember,
  answer: teamMemberSchema,
});

endpoint(teamRoutes, {
  method: 'delete',
  path: '/teams/:teamId/members/:userId',
  summary: 'Let somebody leave a team',
  command: removeTeamMember,
  answer: nothing,
});

endpoint(teamRoutes, {
  method: 'put',
  path: '/users/:userId/team',
  summary: 'Move somebody to another team',
  command: moveTeamMember,
  present: presentTeamMember,
  answer: teamMemberSchema,
});
