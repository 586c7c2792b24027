import { beforeAll, describe, expect, test } from '@jest/globals';
import { visitor } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { cancelOrder } from '../../src/orders/cancel-order.js';
import { createProduct } from '../../src/orders/create-product.js';
import { deliverOrder } from '../../src/orders/deliver-order.js';
import { Order } from '../../src/orders/order.js';
import { Payment } from '../../src/orders/payment.js';
import { placeOrder } from '../../src/orders/place-order.js';
import type { Product } from '../../src/orders/product.js';
import { recordPayment } from '../../src/orders/record-payment.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { Sale } from '../../src/orders/sale.js';
import { createLink } from '../../src/tracking/create-link.js';
import '../support/database.js';
import { keyWith, newPerson, newProgram } from '../tracking/people.js';
import { fieldOf, listenToOrders, refusal, timesHeard } from './heard.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
let programId: number;
let admin: Person;
let affiliate: Person;
let key: Actor;
let product: Product;
let ref: string;
let made = 0;

const next = () => `BANK-${String((made += 1))}`;
const browser = { ip: null, userAgent: null, cookie: null };
const newOrder = (as: Actor = visitor(), fields: object = {}) =>
  placeOrder(as, { productId: product.id, firstName: 'Asha', email: 'asha@example.com', browser, ref, ...fields });
const pay = (orderId: number, amount: string, reference = next(), as = key) =>
  recordPayment(as, { orderId, amount, reference });

beforeAll(async () => {
  listenToOrders();
  programId = (await newProgram()).id;
  admin = await newPerson(programId, 'admin');
  affiliate = await newPerson(programId, 'affiliate');
  key = keyWith(programId, admin.user, 'sales:write', 'orders:write');
  product = await createProduct(admin.actor, { sku: 'KIT', name: 'Kit', price: '100.00', volume: '80.00' });
  ref = (await createLink(affiliate.actor, { destination: '/' })).code;
});

describe('paying an order', () => {
  test('in full completes it and makes the sale of whoever sent the customer, once', async () => {
    const { id } = await newOrder();
    expect(await pay(id, '100.00')).toMatchObject({ status: 'completed', paid: 10000n });
    const sale = await Sale.findOne({ where: { orderId: id }, rejectOnEmpty: true });
    expect(sale).toMatchObject({
      source: 'order',
      externalOrderId: String(id),
      amount: 10000n,
      volume: 8000n,
      sellerMemberId: affiliate.member.id,
    });
    expect(timesHeard('sale.confirmed', sale.id)).toBe(1);
  });

  test('in parts makes it active first', async () => {
    const { id } = await newOrder();
    expect(await pay(id, '30.00')).toMatchObject({ status: 'active', paid: 3000n });
    expect(await Sale.count({ where: { orderId: id } })).toBe(0);
    expect(await pay(id, '70.00')).toMatchObject({ status: 'completed' });
  });

  test('counts a bank reference once, however often and however simultaneously it is told', async () => {
    const { id } = await newOrder();
    const reference = next();
    await Promise.all(Array.from({ length: 20 }, () => pay(id, '40.00', reference)));
    expect(await Order.findByPk(id)).toMatchObject({ paid: 4000n });
    expect(await Payment.count({ where: { orderId: id } })).toBe(1);
    const other = await newOrder();
    expect(await fieldOf(pay(other.id, '40.00', reference))).toBe('reference');
  });

  test('never takes more than remains, and never zero', async () => {
    const { id } = await newOrder();
    expect(await fieldOf(pay(id, '100.01'))).toBe('amount');
    expect(await fieldOf(pay(id, '0.00'))).toBe('amount');
    expect(
      await fieldOf(
        recordPayment(key, { orderId: id, amount: '1.00', reference: next(), paidAt: '2999-01-01T00:00:00Z' }),
      ),
    ).toBe('paidAt');
    const results = await Promise.all(Array.from({ length: 10 }, () => refusal(pay(id, '60.00'))));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(await Order.findByPk(id)).toMatchObject({ paid: 6000n });
  });

  test('is for keys with the scope, owners and admins, in their own program', async () => {
    const { id } = await newOrder();
    expect(await refusal(pay(id, '1.00', next(), affiliate.actor))).toBe('not_allowed');
    expect(await refusal(pay(id, '1.00', next(), keyWith(programId, admin.user, 'orders:write')))).toBe('not_allowed');
    expect(await refusal(pay(id, '1.00', next(), visitor()))).toBe('sign_in_required');
    const foreign = await newPerson((await newProgram()).id, 'admin');
    expect(await refusal(pay(id, '1.00', next(), foreign.actor))).toBe('not_found');
    expect(await refusal(pay(id, '1.00', next(), admin.actor))).toBe('done');
  });
});

describe("a member's own order", () => {
  test('stands at him, and his own code marks it as a self-referral', async () => {
    const { id, customerMemberId, attribution } = await newOrder(affiliate.actor);
    expect([customerMemberId, attribution.selfReferral]).toEqual([affiliate.member.id, 'own_account']);
    await pay(id, '100.00');
    expect(await Sale.findOne({ where: { orderId: id } })).toMatchObject({ buyerMemberId: affiliate.member.id });
  });
});

describe('an order that was paid elsewhere', () => {
  test("becomes one sale with the order's own attribution, and is completed", async () => {
    const { id: orderId } = await newOrder();
    const sale = await recordSale(key, { externalOrderId: next(), amount: '100.00', orderId });
    expect(sale).toMatchObject({ orderId, source: 'api', sellerMemberId: affiliate.member.id });
    expect(await Order.findByPk(orderId)).toMatchObject({ status: 'completed' });
    const again = await recordSale(key, { externalOrderId: next(), amount: '100.00', orderId });
    expect(again.id).toBe(sale.id);
    expect(await refusal(pay(orderId, '100.00'))).toBe('wrong_state');
    expect(await Sale.count({ where: { orderId } })).toBe(1);
  });

  test('must exist, and not be called off', async () => {
    const { id: orderId } = await newOrder();
    await cancelOrder(key, { orderId });
    expect(await refusal(recordSale(key, { externalOrderId: next(), amount: '1.00', orderId }))).toBe('wrong_state');
    expect(await refusal(recordSale(key, { externalOrderId: next(), amount: '1.00', orderId: 999_999 }))).toBe(
      'not_found',
    );
  });
});

describe('ending an order', () => {
  test('cancels it while nothing is paid, once', async () => {
    const { id: orderId } = await newOrder();
    expect(await refusal(cancelOrder(affiliate.actor, { orderId }))).toBe('not_allowed');
    expect(await cancelOrder(admin.actor, { orderId })).toMatchObject({ status: 'cancelled' });
    expect(await refusal(cancelOrder(admin.actor, { orderId }))).toBe('wrong_state');
    const paid = await newOrder();
    await pay(paid.id, '1.00');
    expect(await refusal(cancelOrder(admin.actor, { orderId: paid.id }))).toBe('conflict');
    expect(await Order.findByPk(paid.id)).toMatchObject({ status: 'active' });
  });

  test('delivers what was paid, once', async () => {
    const { id: orderId } = await newOrder();
    expect(await refusal(deliverOrder(admin.actor, { orderId }))).toBe('wrong_state');
    await pay(orderId, '100.00');
    expect(await refusal(deliverOrder(affiliate.actor, { orderId }))).toBe('not_allowed');
    expect(await deliverOrder(admin.actor, { orderId })).toMatchObject({ status: 'delivered' });
    expect(await refusal(deliverOrder(admin.actor, { orderId }))).toBe('wrong_state');
    expect(await refusal(cancelOrder(admin.actor, { orderId }))).toBe('wrong_state');
  });
});
