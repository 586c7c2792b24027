import type { Chart, Tile } from './board.js';
import { lineOf, partsOf, tileOver } from './read.js';
import type { View } from './view.js';
import { rowsOf, within } from './words.js';

/** New members of the program. */
export const membersTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'members',
    label: 'New members',
    kind: 'count',
    sql: `SELECT count(*) AS value FROM members
      WHERE program_id = $program AND joined_at >= $from AND joined_at < $until`,
    href: rowsOf('members', within('joinedAt', view.span)),
  });

/** People are of the whole install, so these registrations are too. */
const registrations = (view: View, role: string, title: string): Promise<Chart> =>
  lineOf(view, {
    key: `registrations_${role}`,
    title,
    unit: 'people',
    names: [title],
    kind: 'bar',
    sql: `SELECT created_at AS at, '${title}' AS name, 1 AS value FROM users
      WHERE role = '${role}' AND created_at >= $from AND created_at < $until`,
  });

export const teamLeadRegistrations = (view: View) => registrations(view, 'team_lead', 'Registrations of team leads');
export const buyerRegistrations = (view: View) => registrations(view, 'buyer', 'Registrations of buyers');

export const membersPerTeam = (view: View): Promise<Chart> =>
  partsOf(view, {
    key: 'members_per_team',
    title: 'Members per team',
    kind: 'bar',
    unit: 'people',
    sql: `SELECT teams.name AS label, count(team_members.id) AS value FROM teams
      LEFT JOIN team_members ON team_members.team_id = teams.id AND left_at IS NULL
      WHERE archived_at IS NULL AND ($people::bigint[] IS NULL OR teams.id = $team::bigint)
      GROUP BY teams.id, teams.name ORDER BY 2 DESC, 1 LIMIT 12`,
  });
