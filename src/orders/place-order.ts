import type { Transaction } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { command } from '../core/command.js';
import { Invalid, invalidField } from '../core/errors.js';
import { email, id, optionalText, text } from '../core/parse.js';
import { anyone } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { contactPhone } from './contact-phone.js';
import { enterOrder } from './enter-order.js';
import { oneAtATime } from './one-at-a-time.js';
import { Order } from './order.js';
import { Product } from './product.js';
import { findProspect } from './visit-of-order.js';

const orderInput = z.strictObject({
  productId: id,
  quantity: z.number().int().min(1).max(1000).default(1),
  /** What the sender calls the order: sent again, it is the same one. */
  externalId: text(200).optional(),
  prospectId: id.optional(),
  visitId: text(100).optional(),
  firstName: text(100),
  lastName: optionalText(100),
  email: email.optional(),
  phoneNumber: contactPhone.optional(),
  deliveryAddress: optionalText(1000),
  ref: text(64).optional(),
  referralToken: text(64).optional(),
  clickId: text(64).optional(),
  /** From the request itself. */
  browser: z.strictObject({
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    cookie: z.string().nullable(),
  }),
});

type Input = z.output<typeof orderInput>;

/** A customer orders a product; whoever sent him is found by cookie, token, click or code, and by nothing else. */
export const placeOrder = command({
  name: 'order.place',
  input: orderInput,
  allow: anyone,

  async run({ input, ...work }): Promise<Order> {
    if (!input.email && !input.phoneNumber) {
      throw new Invalid([
        { path: ['email'], code: 'required', message: 'give an e-mail address or a telephone number' },
      ]);
    }
    const product = await findProduct(input.productId, work.actor, work.tx);
    const { programId } = product;
    const externalId = externalIdOf(input, work.actor);
    return (await findFirst(work, programId, externalId)) ?? enter(work, input, { product, externalId });
  },
});

/** A visitor may order any program's product, whatever page he stands on. */
async function findProduct(productId: number, { kind, programId }: Actor, tx: Transaction): Promise<Product> {
  const within = programId === null || kind === 'visitor' ? {} : { programId };
  const product = await Product.findOne({ where: { ...within, id: productId }, transaction: tx });
  if (!product) throw invalidField('productId', 'is not a product', 'unknown_product');
  if (product.status !== 'active') throw invalidField('productId', 'is no longer sold', 'archived_product');
  return product;
}

/** Visitors number their own orders, apart from those of partners, so that nobody can take another's number first. */
const externalIdOf = ({ externalId }: Input, { kind }: Actor): string | null =>
  externalId === undefined ? null : kind === 'key' || kind === 'system' ? externalId : `form:${externalId}`;

async function findFirst({ tx }: Work, programId: number, externalId: string | null): Promise<Order | null> {
  if (externalId === null) return null;
  const find = () => Order.findOne({ where: { programId, externalId }, transaction: tx });
  const first = await find();
  if (first) return first;
  await oneAtATime(tx, 'order', programId, externalId);
  return find();
}

async function enter(
  work: Work,
  input: Input,
  { product, externalId }: { product: Product; externalId: string | null },
) {
  const { quantity, firstName, lastName, deliveryAddress, browser } = input;
  return enterOrder(work, {
    programId: product.programId,
    externalId,
    product,
    quantity,
    prospect: await findProspect(input, product.programId, work),
    firstName,
    lastName,
    email: input.email ?? null,
    phone: input.phoneNumber ?? null,
    deliveryAddress,
    presented: { token: input.referralToken, code: input.ref, clickId: input.clickId, cookie: browser.cookie },
    browser: { ip: browser.ip, userAgent: browser.userAgent },
  });
}
