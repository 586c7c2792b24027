import { formatAmount, parseAmount, portion } from '../core/money.js';
import type { Commission } from './commission.js';
import type { Deduction } from './deduction.js';
import { totalOf } from './journals.js';

/** What earlier refunds took back of a line that had been credited. */
export interface TakenBefore {
  gross: bigint;
  deductions: readonly Deduction[];
}

type Line = Pick<Commission, 'amount' | 'reversedAmount' | 'netCredited' | 'deductions'>;

interface Part {
  part: Deduction;
  /** What of it is not taken back yet. */
  open: bigint;
  back: bigint;
}

/**
 * Each deduction goes back in the share of the credited gross that has been taken back, this time included. Cents that
 * rounding makes too many are left with the last ones; what the net cannot give any more comes from the first ones.
 */
export function deductionsBack(line: Line, before: TakenBefore, amount: bigint): Deduction[] {
  const wanted = line.deductions.map((part) => wantedOf(part, line, before, before.gross + amount));
  const net = most(0n, line.netCredited - before.gross + totalOf(before.deductions));
  const missing = amount - net - sumOf(wanted);
  const parts = missing > 0n ? raise(wanted, missing) : cut(wanted, sumOf(wanted) - amount);
  return parts.flatMap(({ part, back }) => (back > 0n ? [{ ...part, amount: formatAmount(back) }] : []));
}

function wantedOf(part: Deduction, { amount, reversedAmount }: Line, before: TakenBefore, taken: bigint): Part {
  const whole = parseAmount(part.amount);
  const already = totalOf(before.deductions.filter(({ kind, why }) => kind === part.kind && why === part.why));
  const target = portion(whole, taken, amount - reversedAmount);
  return { part, open: whole - already, back: most(0n, target - already) };
}

function raise(parts: readonly Part[], missing: bigint): Part[] {
  let left = missing;
  return parts.map((one) => {
    const more = least(left, one.open - one.back);
    left -= more;
    return { ...one, back: one.back + more };
  });
}

function cut(parts: readonly Part[], tooMuch: bigint): Part[] {
  let left = most(0n, tooMuch);
  const fromLast = parts.toReversed().map((one) => {
    const less = least(left, one.back);
    left -= less;
    return { ...one, back: one.back - less };
  });
  return fromLast.reverse();
}

const sumOf = (parts: readonly Part[]): bigint => parts.reduce((sum, { back }) => sum + back, 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
