import type { Chart, List, Tile } from './board.js';
import { figure, lineOf, listOf, shareBp, tileOver } from './read.js';
import type { View } from './view.js';
import { ourSales } from './view.js';
import { memberName, money, rowHref, rowsOf, within } from './words.js';

/** Confirmed sales of the span, at what refunds have left of them. */
const sold = `FROM sales WHERE sales.program_id = $program AND occurred_at >= $from AND occurred_at < $until
  AND sales.status IN ('confirmed', 'refunded') AND ${ourSales}`;

const accrued = `SELECT coalesce(sum(commissions.amount - CASE WHEN reverses_id IS NULL THEN reversed_amount ELSE 0 END), 0)
  AS value FROM commissions WHERE program_id = $program AND earned_at >= $from AND earned_at < $until
  AND status <> 'rejected'`;

const revenue = `SELECT coalesce(sum(amount - refunded_amount), 0) AS value ${sold}`;

export const saleCount = `SELECT count(*) AS value ${sold}`;

const salesRows = ({ span }: View, status = 'confirmed') => rowsOf('sales', { status, ...within('occurredAt', span) });

export const salesTile = (view: View): Promise<Tile> =>
  tileOver(view, { key: 'sales', label: 'Sales', kind: 'money', sql: revenue, href: salesRows(view) });

export const saleCountTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'sale_count',
    label: 'Sales made',
    kind: 'count',
    sql: saleCount,
    href: salesRows(view),
  });

/** What sales of the span earn the network, whatever has become of the lines since. */
export const commissionsTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'commissions',
    label: 'Commissions earned',
    kind: 'money',
    sql: accrued,
    href: rowsOf('commissions', within('earnedAt', view.span)),
  });

/** Commissions as a share of sales. */
export async function payoutRatioTile(view: View): Promise<Tile> {
  const ratio = async (span = view.span) =>
    shareBp(await figure(accrued, view, span), await figure(revenue, view, span));
  const [value, previous] = await Promise.all([ratio(), ratio(view.before)]);
  return { key: 'payout_ratio', label: 'Payout ratio', kind: 'percent', value, previous, href: null };
}

export const salesChart = (view: View): Promise<Chart> =>
  lineOf(view, {
    key: 'sales',
    title: 'Sales and commissions',
    unit: view.program.currency,
    names: ['Sales', 'Commissions'],
    sql: `SELECT occurred_at AS at, 'Sales' AS name, amount - refunded_amount AS value ${sold}
      UNION ALL
      SELECT earned_at, 'Commissions', amount - CASE WHEN reverses_id IS NULL THEN reversed_amount ELSE 0 END
      FROM commissions WHERE program_id = $program AND earned_at >= $from AND earned_at < $until
        AND status <> 'rejected'`,
  });

export const topSellers = (view: View): Promise<List> =>
  listOf(view, {
    key: 'top_sellers',
    title: 'Top sellers',
    columns: ['Seller', 'Sales', 'Amount'],
    empty: 'Nobody has sold anything in these days.',
    sql: `SELECT ${rowHref('members', 'members.id')} AS href,
        ARRAY[${memberName}, count::text, ${money('amount')}] AS cells
      FROM (SELECT seller_member_id, count(*) AS count, sum(amount - refunded_amount) AS amount ${sold}
        AND seller_member_id IS NOT NULL GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 8) AS best
      JOIN members ON members.id = seller_member_id LEFT JOIN users ON users.id = members.user_id
      ORDER BY amount DESC, members.id`,
  });
