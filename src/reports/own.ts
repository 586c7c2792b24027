import type { List, Tile } from './board.js';
import { listOf, tileNow, tileOver } from './read.js';
import type { View } from './view.js';
import { money, rowHref, rowsOf, within } from './words.js';

// What one person earns and does; the call desk's figures.

const mine = `beneficiary_id IN (SELECT id FROM members WHERE program_id = $program AND user_id = $me)`;
const callable = `program_id = $program AND assigned_to = $me AND status = 'open' AND deleted_at IS NULL
  AND phone IS NOT NULL AND NOT do_not_call`;

export const callsTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'calls',
    label: 'Calls made',
    kind: 'count',
    sql: `SELECT count(*) AS value FROM lead_events
      WHERE program_id = $program AND kind = 'call' AND user_id = $me AND created_at >= $from AND created_at < $until`,
    href: rowsOf('lead_events', { kind: 'call', ...within('createdAt', view.span) }),
  });

const waiting = (view: View, key: string, label: string, condition: string): Promise<Tile> =>
  tileNow(view, {
    key,
    label,
    kind: 'count',
    sql: `SELECT count(*) AS value FROM leads WHERE ${callable} AND ${condition}`,
    href: rowsOf('leads', { status: 'open' }),
  });

export const callbacksTile = (view: View) => waiting(view, 'callbacks', 'Callbacks due', 'callback_at <= now()');
export const freshTile = (view: View) => waiting(view, 'fresh', 'New leads', 'attempts = 0 AND callback_at IS NULL');
export const retriesTile = (view: View) =>
  waiting(view, 'retries', 'To try again', 'attempts > 0 AND callback_at IS NULL AND retry_at <= now()');

export const earnedTile = (view: View): Promise<Tile> =>
  tileOver(view, {
    key: 'earned',
    label: 'You earned',
    kind: 'money',
    sql: `SELECT coalesce(sum(amount - CASE WHEN reverses_id IS NULL THEN reversed_amount ELSE 0 END), 0) AS value
      FROM commissions WHERE program_id = $program AND ${mine} AND status <> 'rejected'
        AND earned_at >= $from AND earned_at < $until`,
    href: rowsOf('commissions', within('earnedAt', view.span)),
  });

/** What may be asked for: the wallet less what is held. */
export const availableTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'available',
    label: 'In your wallet',
    kind: 'money',
    sql: `SELECT coalesce(sum(balance - held), 0) AS value FROM members
      JOIN accounts ON accounts.address = 'member:' || members.id || ':wallet' AND currency = $currency
      WHERE program_id = $program AND user_id = $me`,
    href: rowsOf('payouts'),
  });

export const latestCommissions = (view: View): Promise<List> =>
  listOf(view, {
    key: 'latest_commissions',
    title: 'Your latest commissions',
    columns: ['For', 'Amount', 'Status'],
    empty: 'Your first sale brings your first commission.',
    sql: `SELECT ${rowHref('commissions', 'commissions.id')} AS href,
        ARRAY[replace(kind, '_', ' ') || coalesce(' of sale ' || sale_id, ''), ${money('amount - reversed_amount')}, status]
        AS cells
      FROM commissions WHERE program_id = $program AND ${mine} ORDER BY created_at DESC, id DESC LIMIT 8`,
  });

/** Whom to call first; the call desk says the same, one at a time. */
export const upNext = (view: View): Promise<List> =>
  listOf(view, {
    key: 'up_next',
    title: 'Up next',
    columns: ['Lead', 'Why now', 'Calls so far'],
    empty: 'Nobody to call right now.',
    sql: `SELECT ${rowHref('leads', 'id')} AS href, ARRAY[name, why, attempts::text] AS cells FROM (
        SELECT id, name, attempts, created_at, coalesce(callback_at, retry_at, created_at) AS since,
          CASE WHEN callback_at IS NOT NULL THEN 'callback due' WHEN attempts = 0 THEN 'new' ELSE 'try again' END AS why
        FROM leads WHERE ${callable} AND coalesce(callback_at, '-infinity') <= now()
          AND coalesce(retry_at, '-infinity') <= now()) AS callable
      ORDER BY array_position(ARRAY['callback due', 'new', 'try again'], why), since, id LIMIT 8`,
  });
