import { formatAmount } from '../core/money.js';

export type DeductionKind = 'tax' | 'instalment' | 'fee';

/** One thing taken from a payout before it leaves; the amount is a decimal string, as it is stored and shown. */
export interface Deduction {
  kind: DeductionKind;
  amount: string;
  why: string;
}

/** What shall be taken, in the order in which it is taken. */
export interface Claim {
  kind: DeductionKind;
  due: bigint;
  why: string;
}

export interface Breakdown {
  /** What leaves the wallet. */
  amount: bigint;
  tax: bigint;
  instalment: bigint;
  fee: bigint;
  net: bigint;
  deductions: Deduction[];
}

/** Takes each claim in order, cut to what is left, so that gross is always net plus all deductions. */
export function breakDown(amount: bigint, claims: readonly Claim[]): Breakdown {
  const sums: Record<DeductionKind, bigint> = { tax: 0n, instalment: 0n, fee: 0n };
  const deductions: Deduction[] = [];
  let left = amount;
  for (const { kind, due, why } of claims) {
    const taken = due < left ? due : left;
    if (taken <= 0n) continue;
    left -= taken;
    sums[kind] += taken;
    deductions.push({ kind, amount: formatAmount(taken), why });
  }
  return { amount, ...sums, net: left, deductions };
}
