import { formatAmount, portion } from '../../src/core/money.js';
import { minorOf, payByKind } from '../../src/commissions/runs/pay-by-kind.js';
import type { RunTotals } from '../../src/commissions/runs/totals.js';

/** What was paid of what was sold, in basis points; null where nothing was sold. */
export interface Pay {
  paid: string;
  sold: string;
  ratio: number | null;
}

export function payOf(paid: bigint, sold: string): Pay {
  const base = minorOf(sold);
  return { paid: formatAmount(paid), sold, ratio: base > 0n ? Number(portion(paid, 10_000n, base)) : null };
}

/** All that a month pays: the lines of its events, which its close counts once more, and the pairs of every run in it. */
export function payOfMonth(close: RunTotals, others: readonly RunTotals[]): Pay {
  const own = Object.values(payByKind(close)).reduce((sum, amount) => sum + amount, 0n);
  const pairs = others.reduce((sum, totals) => sum + (payByKind(totals)['pair'] ?? 0n), 0n);
  return payOf(own + pairs, close.sold);
}
