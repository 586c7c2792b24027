import type { Refusal } from '../core/errors.js';
import { z } from 'zod';
import { formatAmount } from '../core/money.js';
import type { Breakdown } from './deduction.js';
import { payoutStatuses } from './payout.js';
import type { Payout } from './payout.js';

const money = z.object({ amount: z.string(), currency: z.string() });
const deduction = z.object({ kind: z.enum(['tax', 'instalment', 'fee']), amount: z.string(), why: z.string() });
const moment = z.string().nullable();

/** A payout as the API shows it; gross is net plus all deductions. */
export const payoutAnswer = z.object({
  id: z.number(),
  memberId: z.number(),
  bankAccountId: z.number().nullable(),
  status: z.enum(payoutStatuses),
  gross: money,
  deductions: z.array(deduction),
  net: money,
  approvalsNeeded: z.number(),
  approvedAt: moment,
  bankReference: z.string().nullable(),
  settledAt: moment,
  closedAt: moment,
  closeReason: z.string().nullable(),
  createdAt: z.string(),
});

export function presentPayout(payout: Payout): z.output<typeof payoutAnswer> {
  const { id, memberId, bankAccountId, status, deductions, approvalsNeeded, bankReference, closeReason } = payout;
  const inCurrency = (minor: bigint) => ({ amount: formatAmount(minor), currency: payout.currency });
  return {
    ...{ id, memberId, bankAccountId, status, deductions, approvalsNeeded, bankReference, closeReason },
    gross: inCurrency(payout.amount),
    net: inCurrency(payout.net),
    approvedAt: payout.approvedAt?.toISOString() ?? null,
    settledAt: payout.settledAt?.toISOString() ?? null,
    closedAt: payout.closedAt?.toISOString() ?? null,
    createdAt: payout.createdAt.toISOString(),
  };
}

export const previewAnswer = z.object({
  gross: money,
  deductions: z.array(deduction),
  net: money,
  available: money,
  /** Why asking for it would be refused; null when it would not. */
  refusal: z.string().nullable(),
});

type Preview = Breakdown & { currency: string; available: bigint; refusal: Refusal | null };

export function presentPreview({ amount, net, available, currency, deductions, refusal }: Preview) {
  const inCurrency = (minor: bigint) => ({ amount: formatAmount(minor), currency });
  return {
    gross: inCurrency(amount),
    deductions,
    net: inCurrency(net),
    available: inCurrency(available),
    refusal: refusal?.message ?? null,
  };
}
