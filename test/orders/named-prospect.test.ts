import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { system, visitor } from '../../src/core/actor.js';
import { createProduct } from '../../src/orders/create-product.js';
import { Order } from '../../src/orders/order.js';
import { orderRoutes } from '../../src/orders/routes.js';
import { createLink } from '../../src/tracking/create-link.js';
import { prospectRoutes } from '../../src/tracking/prospect-routes.js';
import { recordProspect } from '../../src/tracking/record-prospect.js';
import { redirects } from '../../src/tracking/redirect.js';
import { asOwner } from '../support/database.js';
import { keyWith, newPerson, newProgram } from '../tracking/people.js';
import { serve } from '../tracking/web.js';
import { listenToOrders } from './heard.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
const { ask, call } = await serve(orderRoutes, prospectRoutes, redirects);
let programId: number;
let admin: Person;
let buyer: Person;
let productId: number;
let linkCode: string;

const order = (body: object, asked: { as?: Actor; headers?: Record<string, string> } = {}) =>
  call('POST', '/api/v1/orders', {
    ...asked,
    body: { product_id: productId, first_name: 'Asha', email: 'asha@example.com', ...body },
  });
const stored = async (body: Record<string, unknown>) => Order.findByPk(Number(body['id']), { rejectOnEmpty: true });
const fields = (body: Record<string, unknown>) =>
  ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);

beforeAll(async () => {
  listenToOrders();
  programId = (await newProgram()).id;
  admin = await newPerson(programId, 'admin');
  buyer = await newPerson(programId, 'buyer');
  productId = (await createProduct(admin.actor, { sku: 'KIT', name: 'Starter kit', price: '100.00' })).id;
  linkCode = (await createLink(buyer.actor, { destination: '/' })).code;
});

describe('an order', () => {
  test('names a prospect by number only where that one is known to be the own', async () => {
    const somebody = await recordProspect(system(programId), {
      ref: linkCode,
      browser: { ip: '203.0.113.9', userAgent: null, referrer: null, cookie: null },
    });
    const named = (as: Actor) => order({ prospect_id: somebody.id }, { as });
    const [status, problem] = await named(visitor());
    expect([status, fields(problem)]).toEqual([422, ['/prospect_id']]);
    expect((await named(keyWith(programId, admin.user, 'referrals:read')))[0]).toBe(422);
    for (const as of [keyWith(programId, admin.user, 'orders:write'), admin.actor, system(programId)]) {
      const [, body] = await named(as);
      expect(await stored(body)).toMatchObject({ prospectId: somebody.id, buyerId: buyer.user.id });
    }
  });

  test('takes the number of the own prospect from the same address or with its cookie', async () => {
    const [, { id: here }] = await call('POST', '/api/v1/prospects', { body: {} });
    expect((await stored((await order({ prospect_id: here }))[1])).prospectId).toBe(here);
    const { headers } = await ask('GET', `/r/${linkCode}`);
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
    const [, { id: sent }] = await call('POST', '/api/v1/prospects', { body: {}, headers: { cookie } });
    await asOwner(`UPDATE prospects SET ip = '203.0.113.10' WHERE id = $1`, [sent]);
    expect((await order({ prospect_id: sent }))[0]).toBe(422);
    const [, body] = await order({ prospect_id: sent }, { headers: { cookie } });
    expect((await stored(body)).prospectId).toBe(sent);
  });
});
