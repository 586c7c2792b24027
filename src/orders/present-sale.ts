import { z } from 'zod';
import { formatAmount } from '../core/money.js';
import { evidenceKinds } from '../tracking/attribution-rule.js';
import { inCurrency, money } from './present.js';
import type { Refunded } from './refund-sale.js';
import { saleStatuses } from './sale.js';
import type { Sale } from './sale.js';

const reference = z.number().nullable();
const words = z.string().nullable();
const moment = z.date();

const evidence = z.object({
  kind: z.enum(evidenceKinds),
  tokenId: reference,
  linkId: reference,
  memberId: reference,
  touchedAt: z.string(),
});

export const saleAnswer = z.object({
  id: z.number(),
  source: z.string(),
  externalOrderId: z.string(),
  orderId: reference,
  amount: money,
  volume: z.string(),
  refunded: money,
  status: z.enum(saleStatuses),
  heldFor: words,
  sellerMemberId: reference,
  buyerMemberId: reference,
  attributedMemberId: reference,
  attribution: z.object({
    rule: z.enum([...evidenceKinds, 'none']),
    memberId: reference,
    tokenId: reference,
    linkId: reference,
    lost: z.array(evidence.extend({ why: z.string() })),
    selfReferral: words,
  }),
  metadata: z.record(z.string(), z.unknown()),
  occurredAt: moment,
  confirmedAt: moment.nullable(),
  createdAt: moment,
});

export const presentSale = (sale: Sale): z.output<typeof saleAnswer> => ({
  id: sale.id,
  source: sale.source,
  externalOrderId: sale.externalOrderId,
  orderId: sale.orderId,
  amount: inCurrency(sale.amount, sale.currency),
  volume: formatAmount(sale.volume),
  refunded: inCurrency(sale.refundedAmount, sale.currency),
  status: sale.status,
  heldFor: sale.heldFor,
  sellerMemberId: sale.sellerMemberId,
  buyerMemberId: sale.buyerMemberId,
  attributedMemberId: sale.attributedMemberId,
  attribution: sale.attribution,
  metadata: sale.metadata,
  occurredAt: sale.occurredAt,
  confirmedAt: sale.confirmedAt,
  createdAt: sale.createdAt,
});

export const refundAnswer = z.object({
  status: z.enum(['refunded', 'parked']),
  refundId: reference,
  saleId: reference,
  reference: z.string(),
  amount: z.string().nullable(),
});

export const presentRefund = ({ refund, parked }: Refunded): z.output<typeof refundAnswer> =>
  refund
    ? {
        status: 'refunded',
        refundId: refund.id,
        saleId: refund.saleId,
        reference: refund.reference,
        amount: formatAmount(refund.amount),
      }
    : { status: 'parked', refundId: null, saleId: null, reference: parked.key, amount: null };
