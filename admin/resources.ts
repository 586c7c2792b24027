import type { ResourceWithOptions } from 'adminjs';
import { teamMembers } from './resources/team-members.js';
import { teams } from './resources/teams.js';
import { users } from './resources/users.js';

/** Every table a person can open, in the order of the navigation within its group. */
export const resources = (): ResourceWithOptions[] => [users, teams, teamMembers];
