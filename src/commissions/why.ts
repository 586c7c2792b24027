import { formatAmount } from '../core/money.js';
import type { Commission, HeldFor } from './commission.js';

type Line = Pick<
  Commission,
  | 'id'
  | 'kind'
  | 'level'
  | 'amount'
  | 'currency'
  | 'reversedAmount'
  | 'status'
  | 'heldFor'
  | 'holdUntil'
  | 'explanation'
> & { deductions: Commission['deductions']; netCredited: bigint; saleId: number | null };

/** The story of one line in plain sentences, from what was stored with it. */
export function why(line: Line): string[] {
  return [...source(line), ...arithmetic(line), ...line.explanation.notes, ...state(line)];
}

const kinds: Readonly<Record<Commission['kind'], string>> = {
  direct_sale: 'for selling',
  binary_match: 'as the placement parent of the seller',
  level: 'as an upline member',
  referral: 'for bringing a member who was activated',
  pair: 'for matched pairs',
  adjustment: 'as an adjustment',
};

function source({ kind, level, saleId, explanation }: Line): string[] {
  const what = saleId === null ? '' : ` of sale ${String(saleId)}`;
  const where = level === null ? '' : `, level ${String(level)}`;
  const path = explanation.path.length > 1 ? [`The way there: member ${explanation.path.join(' → ')}.`] : [];
  const { plan } = explanation;
  return [
    `Earned ${kinds[kind]}${what}${where}.`,
    ...(plan ? [`Plan "${plan.name}", version ${String(plan.version)}, rule "${explanation.rule}".`] : []),
    ...path,
  ];
}

function arithmetic({ amount, currency, explanation: { base, rateBp, rounding } }: Line): string[] {
  if (base === null || rateBp === null) return [`The amount is ${formatAmount(amount)} ${currency}.`];
  const rate = `${String(rateBp / 100)} %`;
  return [
    `${rate} of ${base} ${currency} is ${formatAmount(amount)} ${currency}${rounding === null ? '' : ` (${rounding})`}.`,
  ];
}

const holds: Readonly<Record<HeldFor, string>> = {
  fraud: 'Held until a person has looked at a suspicion.',
  holding_period: 'Held until the holding period is over.',
  kyc: 'Held until the identity documents are approved.',
  suspended: 'Held because the member is suspended.',
};

function state({ reversedAmount, currency, heldFor, deductions, status, netCredited }: Line): string[] {
  const taken = deductions.map(({ kind, amount, why: reason }) => `Less ${kind} ${amount} ${currency} (${reason}).`);
  const isCredited = status === 'approved' || status === 'paid';
  return [
    ...(reversedAmount > 0n
      ? [`${formatAmount(reversedAmount)} ${currency} was taken back by a refund before approval.`]
      : []),
    ...(heldFor === null ? [] : [holds[heldFor]]),
    ...taken,
    ...(isCredited ? [`${formatAmount(netCredited)} ${currency} went to the wallet.`] : []),
  ];
}
