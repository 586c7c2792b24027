import { formatAmount } from '../core/money.js';

/** How a rate of an amount was reckoned, as an explanation keeps it. */
export function arithmetic(amount: bigint, rateBp: number) {
  const isExact = (amount * BigInt(rateBp)) % 10_000n === 0n;
  return { base: formatAmount(amount), rateBp, rounding: isExact ? null : 'rounded once, half away from zero' };
}

/** The same of an amount that the plan names. */
export const fixed = { base: null, rateBp: null, rounding: null };
