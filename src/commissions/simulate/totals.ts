import { formatAmount } from '../../core/money.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import { lineKinds, reasons } from '../engine/lines.js';
import type { LineKind, Lines } from '../engine/lines.js';
import type { Replay } from '../engine/replay.js';
import { isSale } from '../engine/sales.js';
import type { Sales } from '../engine/sales.js';
import { legTotals } from './legs-file.js';

/** Sums over a whole simulation; money as decimal text. */
export interface Totals {
  members: number;
  sales: number;
  refunds: number;
  /** Sales less refunds. */
  sold: string;
  lines: number;
  by_kind: Partial<Record<LineKind, { lines: number; amount: string }>>;
  gross: string;
  deductions: string;
  net: string;
  /** Gross of 100.00 sold; null where nothing was sold. */
  payout_percent: string | null;
  /** What levels would have paid to nobody. */
  breakage: string;
  pairs: { possible: number; formed: number; paid: number };
  /** How many members had pairs that were not formed or not paid, by reason. */
  members_by_reason: Record<string, number>;
}

/** Adds up a replay. */
export function totalsOf({ lines, breakage, balances }: Replay, sales: Sales, binary?: BinaryRules) {
  const kinds = sumByKind(lines);
  const deductions = -((kinds.get('tax')?.amount ?? 0n) + (kinds.get('instalment')?.amount ?? 0n));
  const gross = [...kinds.values()].reduce((sum, { amount }) => sum + amount, 0n) + deductions;
  const sold = sales.amounts.reduce((sum, amount) => sum + amount, 0n);
  const refunds = sales.refundOf.reduce((count, original) => count + (original === isSale ? 0 : 1), 0);
  const byKind = [...kinds].map(([kind, { lines: count, amount }]) => [
    kind,
    { lines: count, amount: formatAmount(amount) },
  ]);
  return {
    sales: sales.ids.length - refunds,
    refunds,
    sold: formatAmount(sold),
    lines: lines.length,
    by_kind: Object.fromEntries(byKind) as Totals['by_kind'],
    gross: formatAmount(gross),
    deductions: formatAmount(deductions),
    net: formatAmount(gross - deductions),
    payout_percent: sold > 0n ? formatAmount((gross * 10_000n) / sold) : null,
    breakage: formatAmount(breakage),
    pairs: sumPairs(balances, binary),
    members_by_reason: countReasons(balances),
  };
}

function sumByKind(lines: Lines): Map<LineKind, { lines: number; amount: bigint }> {
  const sums = lineKinds.map(() => ({ lines: 0, amount: 0n }));
  for (let at = 0; at < lines.length; at++) {
    const sum = sums[lines.kindCode(at)];
    if (!sum) continue;
    sum.lines++;
    sum.amount += lines.amount(at);
  }
  return new Map(lineKinds.flatMap((kind, code) => (sums[code]?.lines ? [[kind, sums[code]] as const] : [])));
}

function sumPairs(balances: Replay['balances'], binary?: BinaryRules): Totals['pairs'] {
  const sum = { possible: 0, formed: 0, paid: 0 };
  for (let at = 0; balances && binary && at < balances.size; at++) {
    const { possible, formed, paid } = legTotals(binary, balances, at);
    sum.possible += possible;
    sum.formed += formed;
    sum.paid += paid;
  }
  return sum;
}

function countReasons(balances: Replay['balances']): Record<string, number> {
  const counts = reasons.map((_, bit) => balances?.reasons.reduce((sum, bits) => sum + ((bits >>> bit) & 1), 0) ?? 0);
  return Object.fromEntries(reasons.flatMap((reason, bit) => (counts[bit] ? [[reason, counts[bit]]] : [])));
}
