import { z } from 'zod';
import { command } from '../core/command.js';
import { Invalid, invalidField, NotFound, WrongState } from '../core/errors.js';
import { amount } from '../core/money.js';
import { id, optionalText, text } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { saleName } from './apply-parked-refunds.js';
import { applyRefund, refundFault } from './apply-refund.js';
import type { RefundFacts } from './apply-refund.js';
import { oneAtATime } from './one-at-a-time.js';
import { ParkedFact } from './parked-fact.js';
import { saleSource } from './record-sale.js';
import { Refund } from './refund.js';
import { Sale } from './sale.js';

const full = 'full';

const refundInput = z.strictObject({
  saleId: id.optional(),
  externalOrderId: text(200).optional(),
  source: saleSource.default('api'),
  /** Left out: everything that is left. */
  amount: amount.optional(),
  /** What the sender calls this refund; every partial one has its own. */
  reference: text(200).optional(),
  reason: optionalText(500),
});

type Input = z.output<typeof refundInput>;

/** A refund, or what is kept of it until its sale comes. */
export type Refunded = { refund: Refund; parked: null } | { refund: null; parked: ParkedFact };

/** Gives a sale back, in full or in part, once for its reference. One that is told before its sale waits for it. */
export const refundSale = command({
  name: 'sale.refund',
  input: refundInput,
  allow: anyOf(scope('sales:write'), roles('owner', 'admin')),

  async run({ input, ...work }): Promise<Refunded> {
    const facts = factsOf(input);
    const sale = await findSale(work, input);
    if (!sale) return { refund: null, parked: await park(work, input, facts) };
    const first = await Refund.findOne({
      where: { saleId: sale.id, reference: facts.reference },
      transaction: work.tx,
    });
    if (first) return { refund: first, parked: null };
    refuseFault(sale, facts);
    return { refund: await applyRefund(work, sale, facts), parked: null };
  },
});

function factsOf({ amount: given, reference, reason }: Input): RefundFacts {
  if (given === 0n) throw invalidField('amount', 'must be more than zero', 'too_small');
  if (given !== undefined && reference === undefined) {
    throw invalidField('reference', 'is missing: a partial refund needs one', 'required');
  }
  return { amount: given ?? null, reference: reference ?? full, reason };
}

/** The sale, locked; null when it is named by a number that has not been heard of yet. */
async function findSale({ tx, actor }: Work, { saleId, source, externalOrderId }: Input): Promise<Sale | null> {
  const programId = programOf(actor);
  if ((saleId === undefined) === (externalOrderId === undefined)) {
    throw new Invalid([{ path: ['externalOrderId'], code: 'required', message: 'name the sale, in one way' }]);
  }
  const lock = { lock: tx.LOCK.UPDATE, transaction: tx };
  if (saleId !== undefined) {
    const sale = await Sale.findOne({ where: { id: saleId, programId }, ...lock });
    if (!sale) throw new NotFound('sale');
    return sale;
  }
  await oneAtATime(tx, 'sale', programId, source, externalOrderId ?? '');
  return Sale.findOne({ where: { programId, source, externalOrderId }, ...lock });
}

async function park(
  { tx, actor }: Work,
  { source, externalOrderId = '' }: Input,
  facts: RefundFacts,
): Promise<ParkedFact> {
  const { amount: given, reference, reason } = facts;
  const fact = {
    programId: programOf(actor),
    kind: 'refund' as const,
    waitsFor: saleName({ source, externalOrderId }),
    key: reference,
  };
  const first = await ParkedFact.findOne({ where: fact, transaction: tx });
  const payload = { amount: given?.toString() ?? null, reason };
  return first ?? ParkedFact.create({ ...fact, payload }, { transaction: tx });
}

function refuseFault(sale: Sale, facts: RefundFacts): void {
  const fault = refundFault(sale, facts);
  if (fault === 'too_much') throw invalidField('amount', 'is more than what is left of the sale', 'too_large');
  if (fault !== null) throw new WrongState('sale', sale.status, 'refunded');
}
