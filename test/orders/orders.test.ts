import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { system, visitor } from '../../src/core/actor.js';
import { archiveProduct } from '../../src/orders/archive-product.js';
import { createProduct } from '../../src/orders/create-product.js';
import { Order } from '../../src/orders/order.js';
import type { Product } from '../../src/orders/product.js';
import { orderRoutes } from '../../src/orders/routes.js';
import { createLink } from '../../src/tracking/create-link.js';
import { referralCookie } from '../../src/tracking/referral-cookie.js';
import { prospectRoutes } from '../../src/tracking/prospect-routes.js';
import { redirects } from '../../src/tracking/redirect.js';
import { Team } from '../../src/users/team.js';
import { TeamMember } from '../../src/users/team-member.js';
import '../support/database.js';
import { keyWith, newPerson, newProgram } from '../tracking/people.js';
import { serve } from '../tracking/web.js';
import { listenToOrders } from './heard.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
const { ask, call } = await serve(orderRoutes, prospectRoutes, redirects);
let programId: number;
let admin: Person;
let buyer: Person;
let otherBuyer: Person;
let lead: Person;
let product: Product;
let linkCode: string;

const customer = { first_name: 'Asha', last_name: 'Example', email: 'asha@example.com' };
const order = (body: object = {}, asked: { as?: Actor; headers?: Record<string, string> } = {}) =>
  call('POST', '/api/v1/orders', { ...asked, body: { product_id: product.id, ...customer, ...body } });
const stored = async (body: Record<string, unknown>) => Order.findByPk(Number(body['id']), { rejectOnEmpty: true });
const fields = (body: Record<string, unknown>) =>
  ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);

beforeAll(async () => {
  listenToOrders();
  programId = (await newProgram()).id;
  admin = await newPerson(programId, 'admin');
  buyer = await newPerson(programId, 'buyer');
  otherBuyer = await newPerson(programId, 'buyer');
  lead = await newPerson(programId, 'team_lead');
  const team = await Team.create({ name: 'Order team', teamLeadId: lead.user.id });
  await TeamMember.create({ teamId: team.id, userId: buyer.user.id });
  product = await createProduct(admin.actor, { sku: 'KIT', name: 'Starter kit', price: '100.00', volume: '80.00' });
  linkCode = (await createLink(buyer.actor, { destination: '/' })).code;
});

describe('placing an order', () => {
  test('answers with its number and total, and tells nothing of the customer', async () => {
    const [status, body] = await order({ quantity: 2, delivery_address: 'Street 1' });
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(['created_at', 'id', 'status', 'total']);
    expect(body).toMatchObject({ status: 'pending', total: { amount: '200.00', currency: 'INR' } });
    expect(await stored(body)).toMatchObject({
      programId,
      volume: 16000n,
      customerEmail: 'asha@example.com',
      deliveryAddress: 'Street 1',
    });
  });

  test('copies its prospect, and follows the cookie to whoever sent the customer', async () => {
    const { headers } = await ask('GET', `/r/${linkCode}`);
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const [, { id: prospectId }] = await call('POST', '/api/v1/prospects', {
      body: { visit_id: 'order-visit', referral_source: 'https://blog.example/' },
      headers: { cookie },
    });
    const [status, body] = await order({ visit_id: 'order-visit' }, { headers: { cookie } });
    expect(status).toBe(201);
    const row = await stored(body);
    expect(row).toMatchObject({
      prospectId,
      referrer: 'https://blog.example/',
      ip: '127.0.0.1',
      attributedMemberId: buyer.member.id,
      buyerId: buyer.user.id,
      attribution: { rule: 'cookie' },
    });
    expect(row.teamId).not.toBeNull();
  });

  test('takes a code, a token, or nothing at all', async () => {
    const [, byCode] = await order({ ref: linkCode });
    expect((await stored(byCode)).attribution).toMatchObject({ rule: 'code', memberId: buyer.member.id });
    const [, unknown] = await order({ ref: 'nobody-has-it', referral_token: 'ffff' });
    expect(await stored(unknown)).toMatchObject({ attributedMemberId: null, attribution: { rule: 'none' } });
    const forged = referralCookie('aabbccddeeff0099', 60, false).replace('aabb', 'bbbb');
    const [, withForged] = await order({}, { headers: { cookie: forged.split(';')[0] ?? '' } });
    expect((await stored(withForged)).attributedMemberId).toBeNull();
  });

  test('a hundred times at once with one number is one order, with a hundred answers', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => order({ external_id: 'click-click' })));
    expect(new Set(answers.map(([status]) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(([, { id }]) => id)).size).toBe(1);
  });

  test("never takes the number of a partner's order", async () => {
    const [, visitors] = await order({ external_id: 'P-1' });
    const [, partners] = await order({ external_id: 'P-1' }, { as: keyWith(programId, admin.user, 'orders:write') });
    expect(visitors['id']).not.toBe(partners['id']);
    expect(await stored(partners)).toMatchObject({ externalId: 'P-1' });
  });

  test.each([
    [{ product_id: 999_999 }, '/product_id'],
    [{ product_id: -1 }, '/product_id'],
    [{ quantity: 0 }, '/quantity'],
    [{ quantity: 1.5 }, '/quantity'],
    [{ first_name: ' ' }, '/first_name'],
    [{ email: 'nobody' }, '/email'],
    [{ email: null, phone_number: undefined }, '/email'],
    [{ phone_number: 'call me' }, '/phone_number'],
    [{ prospect_id: 999_999 }, '/prospect_id'],
    [{ visit_id: 'never seen' }, '/visit_id'],
    [{ delivery_address: 'a\0b' }, '/delivery_address'],
    [{ total: '1.00' }, '/total'],
    [{ buyer_id: 1 }, '/buyer_id'],
    [{ browser: {} }, '/browser'],
    [{ attributed_member_id: 1 }, '/attributed_member_id'],
  ])('with %j is refused, naming the field, and nothing is stored', async (body, pointer) => {
    const before = await Order.count();
    const [status, problem] = await order(body);
    expect([status, fields(problem)]).toEqual([422, [pointer]]);
    expect(await Order.count()).toBe(before);
  });

  test('needs a way to reach the customer', async () => {
    const body = { product_id: product.id, first_name: 'Asha' };
    const [status, problem] = await call('POST', '/api/v1/orders', { body });
    expect([status, fields(problem)]).toEqual([422, ['/email']]);
    expect((await call('POST', '/api/v1/orders', { body: { ...body, phone_number: '+91 98765 43210' } }))[0]).toBe(201);
  });

  test('takes no product that is no longer sold; a key none of another program', async () => {
    const old = await createProduct(admin.actor, { sku: 'OLD', name: 'Old', price: '1.00' });
    await archiveProduct(admin.actor, { productId: old.id });
    expect((await order({ product_id: old.id }))[0]).toBe(422);
    const onAnotherPage = visitor((await newProgram()).id);
    expect((await order({}, { as: onAnotherPage }))[0]).toBe(201);
    const elsewhere = keyWith((await newProgram()).id, admin.user, 'orders:write');
    expect((await order({}, { as: elsewhere }))[0]).toBe(422);
  });
});

describe('reading orders', () => {
  const buyersSeen = async (as: Actor) => {
    const [, body] = await call('GET', '/api/v1/orders?limit=100', { as });
    return new Set(((body['data'] ?? []) as { buyer_id: number | null }[]).map(({ buyer_id }) => buyer_id));
  };

  test("shows a buyer his own, a team lead the team's, admins and keys the program's", async () => {
    expect(await buyersSeen(buyer.actor)).toEqual(new Set([buyer.user.id]));
    expect(await buyersSeen(otherBuyer.actor)).toEqual(new Set());
    expect(await buyersSeen(lead.actor)).toEqual(new Set([buyer.user.id]));
    for (const as of [admin.actor, keyWith(programId, buyer.user, 'orders:read')]) {
      expect(await buyersSeen(as)).toEqual(new Set([null, buyer.user.id]));
    }
  });

  test('of others is not found, and not for affiliates or visitors', async () => {
    const row = await Order.findOne({ where: { buyerId: buyer.user.id }, rejectOnEmpty: true });
    const path = `/api/v1/orders/${String(row.id)}`;
    const statusFor = async (as?: Actor) => (await call('GET', path, as ? { as } : {}))[0];
    const affiliate = await newPerson(programId, 'affiliate');
    expect(await Promise.all([buyer.actor, otherBuyer.actor, affiliate.actor, undefined].map(statusFor))).toEqual([
      200, 404, 403, 401,
    ]);
    const [, body] = await call('GET', path, { as: buyer.actor });
    expect(body).toMatchObject({
      customer: { first_name: 'Asha', email: 'asha@example.com' },
      prospect: { ip_address: '127.0.0.1' },
    });
  });

  test('filters by status and refuses what it does not know', async () => {
    const [, body] = await call('GET', '/api/v1/orders?status=cancelled', { as: admin.actor });
    expect(body['data']).toEqual([]);
    expect((await call('GET', '/api/v1/orders?status=lost', { as: admin.actor }))[0]).toBe(400);
    expect((await call('GET', '/api/v1/orders?customer_email=x', { as: admin.actor }))[0]).toBe(400);
  });
});

test('the system itself may place orders for a program', async () => {
  const [status, body] = await order({ external_id: 'seed-1' }, { as: system(programId) });
  expect([status, (await stored(body)).externalId]).toEqual([201, 'seed-1']);
});
