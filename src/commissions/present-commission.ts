import { z } from 'zod';
import { formatAmount } from '../core/money.js';
import type { Commission } from './commission.js';
import { commissionKinds, commissionStatuses } from './commission.js';

const money = z.object({ amount: z.string(), currency: z.string() });

/** A commission as the API shows it. */
export const commissionAnswer = z.object({
  id: z.number(),
  beneficiaryId: z.number(),
  kind: z.enum(commissionKinds),
  saleId: z.number().nullable(),
  level: z.number().nullable(),
  rateBp: z.number().nullable(),
  amount: money,
  reversed: money,
  netCredited: money,
  status: z.enum(commissionStatuses),
  heldFor: z.string().nullable(),
  holdUntil: z.string().nullable(),
  earnedAt: z.string(),
  decidedAt: z.string().nullable(),
  createdAt: z.string(),
});

export function presentCommission(line: Commission): z.output<typeof commissionAnswer> {
  const inCurrency = (minor: bigint) => ({ amount: formatAmount(minor), currency: line.currency });
  return {
    id: line.id,
    beneficiaryId: line.beneficiaryId,
    kind: line.kind,
    saleId: line.saleId,
    level: line.level,
    rateBp: line.rateBp,
    amount: inCurrency(line.amount),
    reversed: inCurrency(line.reversedAmount),
    netCredited: inCurrency(line.netCredited),
    status: line.status,
    heldFor: line.heldFor,
    holdUntil: line.holdUntil?.toISOString() ?? null,
    earnedAt: line.earnedAt.toISOString(),
    decidedAt: line.decidedAt?.toISOString() ?? null,
    createdAt: line.createdAt.toISOString(),
  };
}
