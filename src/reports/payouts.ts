import type { Chart, List, Tile } from './board.js';
import { figure, lineOf, listOf, partsOf, tileNow, tileOver } from './read.js';
import type { View } from './view.js';
import { age, memberName, money, rowHref, rowsOf, within } from './words.js';

const waiting = `FROM payouts WHERE payouts.program_id = $program AND payouts.status = 'requested'`;

export const payoutsWaitingTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'payouts_waiting',
    label: 'Payouts waiting',
    kind: 'count',
    sql: `SELECT count(*) AS value ${waiting}`,
    href: rowsOf('payouts', { status: 'requested' }),
  });

export const payoutsSumTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'payouts_sum',
    label: 'Sum waiting',
    kind: 'money',
    sql: `SELECT coalesce(sum(amount), 0) AS value ${waiting}`,
    href: rowsOf('payouts', { status: 'requested' }),
  });

export const oldestPayoutTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'oldest_payout',
    label: 'Oldest waits (days)',
    kind: 'count',
    sql: `SELECT coalesce(floor(extract(epoch FROM now() - min(created_at)) / 86400), 0) AS value ${waiting}`,
    href: rowsOf('payouts', { status: 'requested' }),
  });

/** Approved, and not yet with the bank. */
export const toSettleTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'to_settle',
    label: 'Approved, to pay',
    kind: 'money',
    sql: `SELECT coalesce(sum(net), 0) AS value FROM payouts
      WHERE program_id = $program AND status IN ('approved', 'processing')`,
    href: rowsOf('payouts', { status: 'approved,processing' }),
  });

export const paidTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'paid',
    label: 'Paid out',
    kind: 'money',
    sql: `SELECT coalesce(sum(net), 0) AS value FROM payouts
      WHERE program_id = $program AND settled_at >= $from AND settled_at < $until`,
    href: rowsOf('payouts', { status: 'paid', ...within('settledAt', view.span) }),
  });

export const paidChart = (view: View): Promise<Chart> =>
  lineOf(view, {
    key: 'paid',
    title: 'Payouts asked for and paid',
    unit: view.program.currency,
    names: ['Asked for', 'Paid'],
    kind: 'bar',
    sql: `SELECT created_at AS at, 'Asked for' AS name, amount AS value FROM payouts
      WHERE program_id = $program AND created_at >= $from AND created_at < $until
      UNION ALL
      SELECT settled_at, 'Paid', net FROM payouts
      WHERE program_id = $program AND settled_at >= $from AND settled_at < $until`,
  });

export const payoutAges = (view: View): Promise<Chart> =>
  partsOf(view, {
    key: 'payout_ages',
    title: 'Payouts waiting, by age',
    kind: 'bar',
    unit: 'payouts',
    sql: `SELECT label, count(waiting.days) AS value
      FROM (VALUES (1, 'today', 0, 0), (2, '1 to 3 days', 1, 3), (3, '4 to 7 days', 4, 7), (4, 'over a week', 8, 99999))
        AS ages (place, label, least, most)
      LEFT JOIN (SELECT floor(extract(epoch FROM now() - created_at) / 86400)::int AS days ${waiting}) AS waiting
        ON waiting.days BETWEEN least AND most
      GROUP BY place, label ORDER BY place`,
  });

/** The oldest first, with what has to be looked at before approving. */
export const payoutsWaiting = (view: View, limit = 10): Promise<List> =>
  listOf(view, {
    key: 'payouts_waiting',
    title: 'Payouts waiting for approval',
    columns: ['Member', 'Amount', 'After deductions', 'Waiting', 'KYC'],
    empty: 'No payout waits for you.',
    sql: `SELECT ${rowHref('payouts', 'payouts.id')} AS href, ARRAY[${memberName}, ${money('payouts.amount')},
        ${money('payouts.net')}, ${age('payouts.created_at')}, coalesce(kyc_cases.status, 'none')] AS cells
      FROM payouts JOIN members ON members.id = payouts.member_id LEFT JOIN users ON users.id = members.user_id
      LEFT JOIN kyc_cases ON kyc_cases.member_id = members.id AND kyc_cases.status <> 'rejected'
      WHERE payouts.program_id = $program AND payouts.status = 'requested'
      ORDER BY payouts.created_at, payouts.id LIMIT ${String(limit)}`,
  });

/** How many wait, how much, and since when the oldest does, in days. */
export async function payoutQueue(view: View) {
  const [count, sum, oldestDays] = await Promise.all([
    payoutsWaitingTile(view),
    figure(`SELECT coalesce(sum(amount), 0) AS value ${waiting}`, view),
    oldestPayoutTile(view),
  ]);
  return { count: Number(count.value), sum, oldestDays: Number(oldestDays.value) };
}
