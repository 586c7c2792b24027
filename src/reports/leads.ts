import type { Chart, List, Tile } from './board.js';
import { lineOf, listOf, partsOf, tileNow, tileOver } from './read.js';
import { ourLeads } from './view.js';
import type { View } from './view.js';
import { age, moment, personName, rowHref, rowsOf, within } from './words.js';

const ours = `leads.program_id = $program AND leads.deleted_at IS NULL AND ${ourLeads}`;
const created = `${ours} AND leads.created_at >= $from AND leads.created_at < $until`;
const converted = `${ours} AND converted_at >= $from AND converted_at < $until`;
const unassigned = `leads.program_id = $program AND leads.deleted_at IS NULL AND leads.status = 'open'
  AND assigned_to IS NULL AND ($people::bigint[] IS NULL OR team_id IS NULL OR team_id = $team::bigint)`;
const overdue = `${ours} AND leads.status = 'open' AND callback_at < now()`;

export const newLeadsTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'leads',
    label: 'New leads',
    kind: 'count',
    sql: `SELECT count(*) AS value FROM leads WHERE ${created}`,
    href: rowsOf('leads', within('createdAt', view.span)),
  });

export const convertedTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'converted',
    label: 'Leads converted',
    kind: 'count',
    sql: `SELECT count(*) AS value FROM leads WHERE ${converted}`,
    href: rowsOf('leads', { status: 'converted', ...within('convertedAt', view.span) }),
  });

export const unassignedTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'unassigned',
    label: 'Leads without anybody',
    kind: 'count',
    sql: `SELECT count(*) AS value FROM leads WHERE ${unassigned}`,
    href: rowsOf('leads', { status: 'open', assignedTo: 'none' }),
  });

export const overdueTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'overdue',
    label: 'Callbacks overdue',
    kind: 'count',
    sql: `SELECT count(*) AS value FROM leads WHERE ${overdue}`,
    href: rowsOf('leads', { status: 'open', 'callbackAt~~to': view.span.last }),
  });

/** Whatever span is asked for: the last seven days. */
export const leadsOfTheWeek = (view: View): Promise<Chart> =>
  partsOf(view, {
    key: 'leads_of_the_week',
    title: 'Leads of the last 7 days',
    kind: 'bar',
    unit: 'leads',
    sql: `SELECT to_char(day, 'YYYY-MM-DD') AS label, count(leads.id) AS value
      FROM generate_series((now() AT TIME ZONE $zone)::date - 6, (now() AT TIME ZONE $zone)::date, interval '1 day') AS day
      LEFT JOIN leads ON (leads.created_at AT TIME ZONE $zone)::date = day::date
        AND leads.created_at > now() - interval '8 days' AND ${ours}
      GROUP BY day ORDER BY day`,
  });

export const leadsByStage = (view: View): Promise<Chart> =>
  partsOf(view, {
    key: 'leads_by_status',
    title: 'Leads by stage',
    kind: 'doughnut',
    unit: 'leads',
    sql: `SELECT stages.name AS label, count(*) AS value FROM leads
      JOIN stages ON stages.program_id = leads.program_id AND stages.key = leads.stage
      WHERE ${ours} GROUP BY stages.name, stages.position ORDER BY stages.position`,
  });

export const callsChart = (view: View): Promise<Chart> =>
  lineOf(view, {
    key: 'calls',
    title: 'Calls',
    unit: 'calls',
    names: ['Calls', 'Sales'],
    kind: 'bar',
    sql: `SELECT lead_events.created_at AS at, CASE kind WHEN 'call' THEN 'Calls' ELSE 'Sales' END AS name, 1 AS value
      FROM lead_events WHERE program_id = $program AND kind IN ('call', 'converted')
        AND lead_events.created_at >= $from AND lead_events.created_at < $until
        AND ($people::bigint[] IS NULL OR user_id = ANY ($people::bigint[]))`,
  });

export const callbacksDue = (view: View): Promise<List> =>
  listOf(view, {
    key: 'callbacks',
    title: 'Callbacks due',
    columns: ['Lead', 'Agreed for', 'Works on it', 'Calls so far'],
    empty: 'Nobody waits for a call.',
    sql: `SELECT ${rowHref('leads', 'leads.id')} AS href,
        ARRAY[leads.name, ${moment('callback_at')}, ${personName}, attempts::text] AS cells
      FROM leads LEFT JOIN users ON users.id = assigned_to WHERE ${overdue} ORDER BY callback_at, leads.id LIMIT 10`,
  });

export const leadsWithoutAnybody = (view: View): Promise<List> =>
  listOf(view, {
    key: 'unassigned',
    title: 'Leads that nobody works on',
    columns: ['Lead', 'Came in', 'Source'],
    empty: 'Every open lead has somebody.',
    sql: `SELECT ${rowHref('leads', 'leads.id')} AS href, ARRAY[leads.name, ${age('leads.created_at')}, source] AS cells
      FROM leads WHERE ${unassigned} ORDER BY leads.created_at, leads.id LIMIT 10`,
  });
