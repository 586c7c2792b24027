import type { Transaction } from 'sequelize';
import type { Actor } from '../core/actor.js';
import { invalidField } from '../core/errors.js';
import type { Work } from '../core/work.js';
import { memberOfUser } from '../network/find-member.js';
import { Member } from '../network/member.js';
import { programById } from '../programs/find-program.js';
import { noAttribution } from '../tracking/attribute.js';
import type { Attribution } from '../tracking/attribute.js';
import { bindCustomer } from '../tracking/bind-customer.js';
import { applyParkedRefunds } from './apply-parked-refunds.js';
import { oneAtATime } from './one-at-a-time.js';
import { Sale } from './sale.js';

/** A sale as whoever confirms it knows it. */
export interface SaleFacts {
  programId: number;
  source: string;
  externalOrderId: string;
  amount: bigint;
  /** Left out: as much as the amount. */
  volume?: bigint | undefined;
  /** Left out: the program's. */
  currency?: string | undefined;
  sellerMemberId?: number | null | undefined;
  sellerUserId?: number | null | undefined;
  attribution?: Attribution | undefined;
  buyerMemberId?: number | null | undefined;
  orderId?: number | null | undefined;
  occurredAt: Date;
  metadata?: Record<string, unknown> | undefined;
  /** Why it has to wait for somebody to confirm it. */
  heldFor?: string | null | undefined;
  customerEmail?: string | null | undefined;
  customerPhone?: string | null | undefined;
}

/**
 * Makes a sale, or returns the first one of the same source and external order id (or of the same order). Everything
 * that ends in a sale ends here: paid orders, partners' verified sales, converted leads, postbacks.
 */
export async function confirmSale(work: Work, facts: SaleFacts): Promise<{ sale: Sale; isNew: boolean }> {
  const { tx } = work;
  if (facts.amount <= 0n) throw invalidField('amount', 'must be more than zero', 'too_small');
  const currency = await currencyOf(facts, tx);
  await oneAtATime(tx, 'sale', facts.programId, facts.source, facts.externalOrderId);
  const first = await findFirst(facts, tx);
  if (first) return { sale: first, isNew: false };
  const sale = await create(work, facts, currency);
  await announce(work, sale, facts);
  return { sale, isNew: true };
}

async function currencyOf({ programId, currency }: SaleFacts, tx: Transaction): Promise<string> {
  const program = await programById(programId, tx);
  if (currency === undefined || currency === program.currency) return program.currency;
  throw invalidField('currency', `must be ${program.currency}, the program's currency`, 'wrong_currency');
}

/** The sale that these names already have, if any. */
export async function findFirst(
  {
    programId,
    source,
    externalOrderId,
    orderId,
  }: Pick<SaleFacts, 'programId' | 'source' | 'externalOrderId' | 'orderId'>,
  tx: Transaction,
): Promise<Sale | null> {
  const named = await Sale.findOne({ where: { programId, source, externalOrderId }, transaction: tx });
  if (named || !orderId) return named;
  return Sale.findOne({ where: { programId, orderId }, transaction: tx });
}

async function create({ tx, now, actor }: Work, facts: SaleFacts, currency: string): Promise<Sale> {
  const { attribution = noAttribution, heldFor = null, buyerMemberId = null } = facts;
  if (buyerMemberId !== null) await refuseForeign('buyerMemberId', buyerMemberId, facts.programId, tx);
  return Sale.create(
    {
      ...factsOf(facts),
      ...creditOf(attribution),
      ...(heldFor === null ? confirmedBy(actor, now) : { status: 'held', heldFor }),
      sellerMemberId: (await namedSeller(facts, tx)) ?? attribution.memberId,
      buyerMemberId,
      currency,
      recordedBy: actor.userId,
    },
    { transaction: tx },
  );
}

function factsOf({ programId, source, externalOrderId, orderId = null, amount, occurredAt, ...facts }: SaleFacts) {
  const { volume = amount, metadata = {} } = facts;
  return { programId, source, externalOrderId, orderId, amount, occurredAt, volume, metadata };
}

const creditOf = (attribution: Attribution) => ({
  attribution,
  attributedMemberId: attribution.memberId,
  linkId: attribution.linkId,
  referralTokenId: attribution.tokenId,
});

const confirmedBy = ({ userId }: Actor, now: Date) => ({
  status: 'confirmed' as const,
  confirmedBy: userId,
  confirmedAt: now,
});

/** A named seller needs no attribution, and none of his own doing: whoever may confirm a sale may name him. */
async function namedSeller({ programId, sellerMemberId, sellerUserId }: SaleFacts, tx: Transaction) {
  if (sellerMemberId) {
    await refuseForeign('sellerMemberId', sellerMemberId, programId, tx);
    return sellerMemberId;
  }
  if (!sellerUserId) return null;
  const member = await memberOfUser(sellerUserId, programId, tx);
  if (!member) throw invalidField('sellerUserId', 'is not a member of this program', 'unknown_member');
  return member.id;
}

async function refuseForeign(field: string, memberId: number, programId: number, tx: Transaction): Promise<void> {
  const member = await Member.findOne({ where: { id: memberId, programId }, transaction: tx });
  if (!member) throw invalidField(field, 'is not a member of this program', 'unknown_member');
}

/** Says that the sale stands, keeps the customer with the member who brought him, and applies what was told too early. */
export async function announce(
  work: Work,
  sale: Sale,
  { customerEmail, customerPhone }: Pick<SaleFacts, 'customerEmail' | 'customerPhone'> = {},
): Promise<void> {
  if (sale.status === 'held') {
    work.emit({ type: 'sale.held', saleId: sale.id });
    return;
  }
  work.emit({ type: 'sale.confirmed', saleId: sale.id });
  const { programId, attributedMemberId: memberId, attribution } = sale;
  if (memberId !== null && attribution.selfReferral === null) {
    await bindCustomer({ programId, memberId, email: customerEmail, phone: customerPhone }, work.tx);
  }
  await applyParkedRefunds(work, sale);
}
