import type { Work } from '../core/work.js';
import { attribute } from '../tracking/attribute.js';
import { applyRefund, refundFault } from './apply-refund.js';
import { confirmSale } from './confirm-sale.js';
import { Postback } from './postback.js';
import type { readPostback } from './read-postback.js';
import { Sale } from './sale.js';

export type Told = ReturnType<typeof readPostback> & {
  programId: number;
  sourceId: number;
  params: Record<string, string>;
};

/** Keeps what a tracker told of a click we know, and does what it means: a sale, another one, or one taken back. */
export async function applyPostback(work: Work, told: Told): Promise<Postback> {
  const { tx } = work;
  const saleId = await consequence(work, told);
  const { programId, sourceId, clickId, tid, status, payout, currency = null, params } = told;
  return Postback.create(
    { programId, sourceId, clickId, tid, status, payout, currency, params, saleId },
    { transaction: tx },
  );
}

async function consequence(work: Work, told: Told): Promise<number | null> {
  if (told.status === 'rejected') return takeBack(work, told);
  const isSale = told.status === 'sale' || told.status === 'rebill';
  return isSale && told.payout ? sell(work, told, told.payout) : null;
}

const sourceOf = ({ sourceId }: Told): string => `postback-${String(sourceId)}`;
const numberOf = ({ tid, clickId }: Told): string => tid || clickId;

async function sell(work: Work, told: Told, amount: bigint): Promise<number> {
  const { programId, clickId, currency, status } = told;
  const number = numberOf(told);
  const { sale } = await confirmSale(work, {
    programId,
    source: sourceOf(told),
    externalOrderId: status === 'rebill' ? `${number}/rebill` : number,
    amount,
    currency,
    attribution: await attribute({ programId, clickId, convertedAt: work.now }, { tx: work.tx }),
    occurredAt: work.now,
  });
  return sale.id;
}

/** A sale that turned out to be none is refunded in full. */
async function takeBack(work: Work, told: Told): Promise<number | null> {
  const { tx } = work;
  const where = { programId: told.programId, source: sourceOf(told), externalOrderId: numberOf(told) };
  const sale = await Sale.findOne({ where, lock: tx.LOCK.UPDATE, transaction: tx });
  const whole = { amount: null, reference: 'rejected', reason: 'rejected by postback' };
  if (!sale || refundFault(sale, whole)) return sale?.id ?? null;
  await applyRefund(work, sale, whole);
  return sale.id;
}
