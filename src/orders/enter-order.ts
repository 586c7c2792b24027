import type { Work } from '../core/work.js';
import { memberOfUser } from '../network/find-member.js';
import { findActivePlan } from '../programs/active-plan.js';
import { programById } from '../programs/find-program.js';
import { attribute } from '../tracking/attribute.js';
import type { Prospect } from '../tracking/prospect.js';
import { teamIdOf } from '../users/team-scope.js';
import { Order } from './order.js';
import type { Product } from './product.js';
import { takeStock } from './take-stock.js';
import { keptOf } from './visit-of-order.js';

/** An order as it comes in, from the order form, a partner's server or an older system's door. */
export interface OrderFacts {
  programId: number;
  externalId: string | null;
  /** Null: an order that says nothing of goods. */
  product: Product | null;
  quantity: number;
  prospect: Prospect | null;
  firstName: string;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  deliveryAddress: string | null;
  /** What may say who sent the customer. */
  presented: { token?: string | null; code?: string | null; cookie?: string | null; clickId?: string | null };
  browser: { ip: string | null; userAgent: string | null };
}

const hour_ms = 60 * 60 * 1000;

/** Stores an order: its goods taken from stock, its visit copied, its attribution decided. */
export async function enterOrder(work: Work, facts: OrderFacts): Promise<Order> {
  const { tx, emit } = work;
  const { product, quantity } = facts;
  if (product) await takeStock(product.id, quantity, tx);
  const order = await Order.create(
    {
      programId: facts.programId,
      externalId: facts.externalId,
      quantity,
      ...keptOf(facts.prospect),
      ...facts.browser,
      ...(await creditOf(work, facts)),
      ...customerOf(facts),
      ...(await priceOf(work, facts)),
    },
    { transaction: tx },
  );
  emit({ type: 'order.placed', orderId: order.id });
  return order;
}

const customerOf = ({ firstName, lastName, email, phone, deliveryAddress }: OrderFacts) => ({
  customerFirstName: firstName,
  customerLastName: lastName,
  customerEmail: email,
  customerPhone: phone,
  deliveryAddress,
});

async function priceOf({ tx, now }: Work, { product, quantity, programId }: OrderFacts) {
  const { currency } = await programById(programId, tx);
  if (!product) return { productId: null, total: 0n, volume: 0n, currency };
  const plan = await findActivePlan(programId, now, tx);
  const { stock_hold_hours = 24, expiry_days = 30 } = plan?.document.orders ?? {};
  const hours = product.stock === null ? expiry_days * 24 : stock_hold_hours;
  return {
    productId: product.id,
    total: product.price * BigInt(quantity),
    volume: product.volume * BigInt(quantity),
    currency: product.currency,
    expiresAt: new Date(now.getTime() + hours * hour_ms),
  };
}

/** Commissions follow the attribution; the traffic is the media buyer's whose link it was, else the prospect's. */
async function creditOf(work: Work, facts: OrderFacts) {
  const customer = await membershipOf(work, facts.programId);
  const attribution = await attributionOf(work, facts, customer);
  const { prospect } = facts;
  const buyerId = attribution.ownerId ?? prospect?.buyerId ?? null;
  return {
    attribution,
    attributedMemberId: attribution.memberId,
    linkId: attribution.linkId ?? prospect?.linkId ?? null,
    referralTokenId: attribution.tokenId,
    buyerId,
    teamId: buyerId === null ? null : await teamIdOf(buyerId, work.now, work.tx),
    customerMemberId: customer,
  };
}

/** A signed-in member orders for himself. */
async function membershipOf({ actor, tx }: Work, programId: number): Promise<number | null> {
  if (actor.kind !== 'person' || actor.userId === null) return null;
  return (await memberOfUser(actor.userId, programId, tx))?.id ?? null;
}

const attributionOf = ({ tx, now }: Work, facts: OrderFacts, customerMemberId: number | null) =>
  attribute(
    {
      ...facts.presented,
      ...facts.browser,
      programId: facts.programId,
      customerEmail: facts.email,
      customerPhone: facts.phone,
      customerMemberId,
      convertedAt: now,
    },
    { tx },
  );
