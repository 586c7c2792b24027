import type { Chart, List, Tile } from './board.js';
import { figure, lineOf, listOf, partsOf, shareBp, tileOver } from './read.js';
import { ourTraffic } from './view.js';
import type { View } from './view.js';
import { money, personName, rowHref, rowsOf, within } from './words.js';

const inSpan = 'program_id = $program AND created_at >= $from AND created_at < $until';
/** Visits that were recorded, of the people in view. */
export const prospects = `SELECT count(*) AS value FROM prospects WHERE ${inSpan} AND ${ourTraffic}`;
export const orders = `SELECT count(*) AS value FROM orders WHERE ${inSpan} AND ${ourTraffic}`;
const kept = `status IN ('active', 'completed', 'delivered')`;

const created = (table: string, { span }: View): string => rowsOf(table, within('createdAt', span));

export const prospectsTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'prospects',
    label: 'Prospects',
    kind: 'count',
    sql: prospects,
    href: created('prospects', view),
  });

export const ordersTile = (view: View): Promise<Tile> =>
  tileOver(view, { key: 'orders', label: 'Orders', kind: 'count', sql: orders, href: created('orders', view) });

export const orderValueTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'order_value',
    label: 'Paid on orders',
    kind: 'money',
    sql: `SELECT coalesce(sum(paid), 0) AS value FROM orders WHERE ${inSpan} AND ${ourTraffic} AND ${kept}`,
    href: created('orders', view),
  });

/** Orders as a share of prospects (CR). */
export async function conversionTile(view: View): Promise<Tile> {
  const rate = async (span = view.span) =>
    shareBp(await figure(orders, view, span), await figure(prospects, view, span));
  const [value, previous] = await Promise.all([rate(), rate(view.before)]);
  return { key: 'conversion', label: 'Prospects that order', kind: 'percent', value, previous, href: null };
}

export const prospectsChart = (view: View): Promise<Chart> =>
  lineOf(view, {
    key: 'prospects',
    title: 'Prospects and orders over time',
    unit: '',
    names: ['Prospects', 'Orders'],
    sql: `SELECT created_at AS at, 'Prospects' AS name, 1 AS value FROM prospects WHERE ${inSpan} AND ${ourTraffic}
      UNION ALL SELECT created_at, 'Orders', 1 FROM orders WHERE ${inSpan} AND ${ourTraffic}`,
  });

export const prospectsPerTeam = (view: View): Promise<Chart> =>
  partsOf(view, {
    key: 'prospects_per_team',
    title: 'Prospects per team',
    kind: 'bar',
    unit: 'prospects',
    sql: `SELECT coalesce(teams.name, 'No team') AS label, count AS value
      FROM (SELECT team_id, count(*) AS count FROM prospects WHERE ${inSpan} AND ${ourTraffic} GROUP BY team_id) AS sums
      LEFT JOIN teams ON teams.id = team_id ORDER BY count DESC, teams.name LIMIT 12`,
  });

export const ordersByCampaign = (view: View): Promise<Chart> =>
  partsOf(view, {
    key: 'orders_by_campaign',
    title: 'Orders by campaign',
    kind: 'bar',
    unit: 'orders',
    sql: `SELECT coalesce(campaigns.name, 'No campaign') AS label, sum(count)::bigint AS value
      FROM (SELECT link_id, count(*) AS count FROM orders WHERE ${inSpan} AND ${ourTraffic} GROUP BY link_id) AS sums
      LEFT JOIN links ON links.id = link_id LEFT JOIN campaigns ON campaigns.id = links.campaign_id
      GROUP BY campaigns.id, campaigns.name ORDER BY 2 DESC, 1 LIMIT 12`,
  });

/** Each buyer of today's team beside the others, with what is the team's of it. */
export const perBuyer = (view: View): Promise<List> =>
  listOf(view, {
    key: 'per_buyer',
    title: 'Buyers',
    columns: ['Buyer', 'Prospects', 'Orders', 'Paid on orders', 'Prospects that order'],
    empty: 'Nobody in your team buys traffic yet.',
    sql: `SELECT ${rowHref('users', 'users.id')} AS href, ARRAY[${personName}, prospects::text, orders::text,
        ${money('paid')}, to_char(CASE prospects WHEN 0 THEN 0 ELSE orders * 100.0 / prospects END, 'FM990.0') || ' %']
        AS cells
      FROM users
      CROSS JOIN LATERAL (SELECT count(*) AS prospects FROM prospects
        WHERE ${inSpan} AND buyer_id = users.id AND ${ourTraffic}) AS seen
      CROSS JOIN LATERAL (SELECT count(*) AS orders, coalesce(sum(paid) FILTER (WHERE ${kept}), 0) AS paid
        FROM orders WHERE ${inSpan} AND buyer_id = users.id AND ${ourTraffic}) AS ordered
      WHERE users.role = 'buyer' AND users.status = 'active' AND users.id = ANY ($people::bigint[])
      ORDER BY paid DESC, prospects DESC, users.id`,
  });

/** The links to share, with what came through them. */
export const myLinks = (view: View): Promise<List> =>
  listOf(view, {
    key: 'links',
    title: 'Your links',
    columns: ['Link', 'Campaign', 'Clicks', 'Prospects', 'Orders'],
    empty: 'Make your first link to see what comes through it.',
    sql: `SELECT ${rowHref('links', 'links.id')} AS href, ARRAY['/r/' || links.code, campaigns.name,
        (SELECT count(*) FROM clicks WHERE link_id = links.id AND ${inSpan})::text,
        (SELECT count(*) FROM prospects WHERE link_id = links.id AND ${inSpan})::text,
        (SELECT count(*) FROM orders WHERE link_id = links.id AND ${inSpan})::text] AS cells
      FROM links LEFT JOIN campaigns ON campaigns.id = links.campaign_id
      WHERE links.program_id = $program AND links.owner_id = $me AND links.status = 'active'
      ORDER BY links.id DESC LIMIT 10`,
  });
