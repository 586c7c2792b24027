import { house } from '../ledger/address.js';
import { balanceOf } from '../ledger/balance.js';
import { formatAmount } from '../core/money.js';
import type { Chart, Tile } from './board.js';
import { figure, partsOf, tileNow } from './read.js';
import { myCommissions } from './view.js';
import type { View } from './view.js';
import { rowsOf } from './words.js';

const owed = (status: string): string => `SELECT coalesce(sum(amount - reversed_amount), 0) AS value FROM commissions
  WHERE program_id = $program AND status = '${status}' AND ${myCommissions}`;

const wallets = `SELECT coalesce(sum(balance), 0) AS value FROM members
  JOIN accounts ON accounts.address = 'member:' || members.id || ':wallet' AND currency = $currency
  WHERE program_id = $program AND ($people::bigint[] IS NULL OR user_id = $me::bigint)`;

const onTheWay = `SELECT coalesce(sum(net), 0) AS value FROM payouts
  WHERE program_id = $program AND status IN ('requested', 'approved', 'processing')`;

/** Earned, and waiting for somebody to approve. */
export const pendingTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'pending',
    label: 'Commissions pending',
    kind: 'money',
    sql: owed('pending'),
    href: rowsOf('commissions', { status: 'pending' }),
  });

/** Earned, and held for a reason: fraud, a holding period, KYC. */
export const heldTile = (view: View): Promise<Tile> =>
  tileNow(view, {
    key: 'held',
    label: 'Commissions held',
    kind: 'money',
    sql: owed('held'),
    href: rowsOf('commissions', { status: 'held' }),
  });

/** What stands in wallets: the members' money, payouts on their way included. */
export const payableTile = (view: View): Promise<Tile> =>
  tileNow(view, { key: 'payable', label: 'In wallets', kind: 'money', sql: wallets, href: rowsOf('accounts') });

/** Tax taken and not yet handed over. */
export async function taxTile({ program }: View): Promise<Tile> {
  const { balance } = await balanceOf(house(program.key, 'tax-payable'), program.currency);
  const value = formatAmount(balance);
  return { key: 'tax', label: 'Tax payable', kind: 'money', value, previous: null, href: rowsOf('postings') };
}

/** What the program owes its members and the tax office, in minor units. */
export async function liabilitiesOf(view: View) {
  const [pending, held, payable, payouts, tax] = await Promise.all([
    figure(owed('pending'), view),
    figure(owed('held'), view),
    figure(wallets, view),
    figure(onTheWay, view),
    balanceOf(house(view.program.key, 'tax-payable'), view.program.currency),
  ]);
  return { pending, held, payable, payouts, tax: tax.balance };
}

export const commissionsByStatus = (view: View): Promise<Chart> =>
  partsOf(view, {
    key: 'commissions_by_status',
    title: 'Commissions by status',
    kind: 'doughnut',
    unit: view.program.currency,
    sql: `SELECT status AS label, sum(amount - reversed_amount) AS value FROM commissions
      WHERE program_id = $program AND earned_at >= $from AND earned_at < $until AND reverses_id IS NULL
      GROUP BY status ORDER BY array_position(
        ARRAY['pending', 'held', 'approved', 'paid', 'rejected', 'reversed'], status)`,
  });
