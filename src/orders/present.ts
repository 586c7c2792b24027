import { z } from 'zod';
import { formatAmount } from '../core/money.js';
import { orderStatuses } from './order.js';
import type { Order } from './order.js';
import { productStatuses } from './product.js';
import type { Product } from './product.js';

// What the API shows of products and orders. Answers carry only what their schema declares.

export const money = z.object({ amount: z.string(), currency: z.string() });
const reference = z.number().nullable();
const words = z.string().nullable();
const moment = z.date();

export const inCurrency = (minor: bigint, currency: string) => ({ amount: formatAmount(minor), currency });

export const productAnswer = z.object({
  id: z.number(),
  sku: z.string(),
  name: z.string(),
  description: words,
  price: money,
  volume: z.string(),
  stock: z.number().nullable(),
  status: z.enum(productStatuses),
  createdAt: moment,
});

export const presentProduct = (product: Product): z.output<typeof productAnswer> => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  description: product.description,
  price: inCurrency(product.price, product.currency),
  volume: formatAmount(product.volume),
  stock: product.stock,
  status: product.status,
  createdAt: product.createdAt,
});

/** What whoever places an order is told: nothing of a customer, since visitors place orders. */
export const placedAnswer = z.object({
  id: z.number(),
  status: z.enum(orderStatuses),
  total: money,
  createdAt: moment,
});

export const presentPlaced = ({ id, status, total, currency, createdAt }: Order): z.output<typeof placedAnswer> => ({
  id,
  status,
  total: inCurrency(total, currency),
  createdAt,
});

export const orderAnswer = placedAnswer.extend({
  externalId: words,
  productId: reference,
  quantity: z.number(),
  paid: money,
  remaining: money,
  customer: z.object({
    memberId: reference,
    firstName: z.string(),
    lastName: words,
    email: words,
    phoneNumber: words,
    deliveryAddress: words,
  }),
  prospect: z.object({ id: reference, ipAddress: words, userAgent: words, referralSource: words }),
  linkId: reference,
  attributedMemberId: reference,
  buyerId: reference,
  teamId: reference,
  completedAt: moment.nullable(),
  deliveredAt: moment.nullable(),
  cancelledAt: moment.nullable(),
});

export const presentOrder = (order: Order): z.output<typeof orderAnswer> => ({
  ...presentPlaced(order),
  externalId: order.externalId,
  productId: order.productId,
  quantity: order.quantity,
  paid: inCurrency(order.paid, order.currency),
  remaining: inCurrency(order.remaining, order.currency),
  customer: {
    memberId: order.customerMemberId,
    firstName: order.customerFirstName,
    lastName: order.customerLastName,
    email: order.customerEmail,
    phoneNumber: order.customerPhone,
    deliveryAddress: order.deliveryAddress,
  },
  prospect: {
    id: order.prospectId,
    ipAddress: order.ip,
    userAgent: order.userAgent,
    referralSource: order.referrer,
  },
  linkId: order.linkId,
  attributedMemberId: order.attributedMemberId,
  buyerId: order.buyerId,
  teamId: order.teamId,
  completedAt: order.completedAt,
  deliveredAt: order.deliveredAt,
  cancelledAt: order.cancelledAt,
});
