import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { command } from '../core/command.js';
import { invalidField, NotAllowed } from '../core/errors.js';
import { amount } from '../core/money.js';
import { email, id, instant, metadata, text } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { memberOfUser } from '../network/find-member.js';
import { attribute } from '../tracking/attribute.js';
import type { Attribution } from '../tracking/attribute.js';
import { contactPhone } from './contact-phone.js';
import { confirmSale, findFirst } from './confirm-sale.js';
import type { Sale } from './sale.js';
import { saleOfOrder } from './sale-of-order.js';

export const saleSource = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'is not lower-case letters, digits, - and _');

const recordSaleInput = z.strictObject({
  externalOrderId: text(200),
  /** Tells apart systems that number their orders alike. */
  source: saleSource.default('api'),
  amount,
  currency: z.string().length(3).optional(),
  /** Left out: as much as the amount. */
  volume: amount.optional(),
  referralToken: text(64).optional(),
  referralCode: text(64).optional(),
  clickId: text(64).optional(),
  sellerMemberId: id.optional(),
  sellerUserId: id.optional(),
  buyerMemberId: id.optional(),
  /** The order of ours that was paid elsewhere: its attribution counts where nothing else is presented. */
  orderId: id.optional(),
  customerEmail: email.optional(),
  customerPhone: contactPhone.optional(),
  occurredAt: instant.optional(),
  metadata: metadata.default({}),
});

type Input = z.output<typeof recordSaleInput>;

const reserved = new Set(['order', 'lead']);

/**
 * Records a sale that was made elsewhere, once for its source and external order id. A telemarketer records sales of
 * his own, which wait until an owner or admin confirms them.
 */
export const recordSale = command({
  name: 'sale.record',
  input: recordSaleInput,
  allow: anyOf(scope('sales:write'), roles('owner', 'admin', 'telemarketer')),

  async run({ input, ...work }): Promise<Sale> {
    const { actor, now } = work;
    const { occurredAt = now } = input;
    if (occurredAt > now) throw invalidField('occurredAt', 'lies in the future');
    if (reserved.has(input.source)) throw invalidField('source', 'is used by this system itself');
    const isOwnWord = actor.role === 'telemarketer' && actor.kind === 'person';
    return isOwnWord ? recordOwnSale(work, { ...input, occurredAt }) : recordTrusted(work, { ...input, occurredAt });
  },
});

type Dated = Input & { occurredAt: Date };

/** A partner, owner or admin says so: the sale is confirmed at once. Twins, which come in crowds, are answered first. */
async function recordTrusted(work: Work, input: Dated): Promise<Sale> {
  const programId = programOf(work.actor);
  const first = await findFirst({ ...input, programId }, work.tx);
  if (first) return first;
  const order = await saleOfOrder(work, input.orderId);
  const ofOrder = presentsNothing(input) ? order?.attribution : undefined;
  const { sale } = await confirmSale(work, {
    ...input,
    ...order?.facts,
    programId,
    attribution: ofOrder ?? (await attributionOf(work, input)),
  });
  return sale;
}

const presentsNothing = ({ referralToken, referralCode, clickId }: Input): boolean =>
  !referralToken && !referralCode && !clickId;

function attributionOf({ tx, actor }: Work, input: Dated): Promise<Attribution> {
  return attribute(
    {
      programId: programOf(actor),
      token: input.referralToken,
      code: input.referralCode,
      clickId: input.clickId,
      customerEmail: input.customerEmail,
      customerPhone: input.customerPhone,
      customerMemberId: input.buyerMemberId,
      convertedAt: input.occurredAt,
    },
    { tx },
  );
}

/** His own word names his own number space, so that it can never stand in the way of a partner's order. */
async function recordOwnSale(work: Work, input: Dated): Promise<Sale> {
  const { actor, tx } = work;
  const sellerMemberId = await ownMembership(actor, tx);
  const namesAnother = [
    input.sellerMemberId !== undefined && input.sellerMemberId !== sellerMemberId,
    input.sellerUserId !== undefined && input.sellerUserId !== actor.userId,
  ];
  if (namesAnother.some(Boolean)) throw new NotAllowed('You may record sales for yourself only.');
  if (input.orderId !== undefined) throw new NotAllowed('Only an owner or admin confirms an order.');
  const { sale } = await confirmSale(work, {
    ...input,
    programId: programOf(actor),
    source: `user:${String(actor.userId)}`,
    sellerMemberId,
    attribution: await attributionOf(work, input),
    heldFor: 'own_word',
  });
  return sale;
}

async function ownMembership(actor: Actor, tx: Work['tx']): Promise<number> {
  const member = actor.userId === null ? null : await memberOfUser(actor.userId, programOf(actor), tx);
  if (!member) throw new NotAllowed('You are not a member of this program.');
  return member.id;
}
