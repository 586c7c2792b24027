import { beforeAll, describe, expect, test } from '@jest/globals';
import { visitor } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { Sale } from '../../src/orders/sale.js';
import { createLink } from '../../src/tracking/create-link.js';
import { ReferralToken } from '../../src/tracking/referral-token.js';
import '../support/database.js';
import { keyWith, newMember, newPerson, newProgram, newUser } from '../tracking/people.js';
import { fieldOf, listenToOrders, refusal, timesHeard } from './heard.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
let programId: number;
let admin: Person;
let affiliate: Person;
let telemarketer: Person;
let key: Actor;
let made = 0;

const next = () => `ORD-${String((made += 1))}`;
const sell = (fields: Partial<Parameters<typeof recordSale>[1]> = {}, as = key) =>
  recordSale(as, { externalOrderId: next(), amount: '59.00', ...fields });

const tokenOf = (memberId: number) =>
  ReferralToken.create({
    programId,
    token: `aabbccddeeff${String((made += 1)).padStart(4, '0')}`,
    visitor: 'somebody',
    memberId,
    code: 'a-code',
    expiresAt: new Date(Date.now() + 86_400_000),
  });

beforeAll(async () => {
  listenToOrders();
  programId = (await newProgram()).id;
  admin = await newPerson(programId, 'admin');
  affiliate = await newPerson(programId, 'affiliate');
  telemarketer = await newPerson(programId, 'telemarketer');
  key = keyWith(programId, admin.user, 'sales:write');
});

describe('recording a sale', () => {
  test('with a referral token credits its member, who is the seller', async () => {
    const { token, id } = await tokenOf(affiliate.member.id);
    const sale = await sell({ referralToken: token, metadata: { plan: 'gold' } });
    expect(sale).toMatchObject({
      amount: 5900n,
      volume: 5900n,
      currency: 'INR',
      source: 'api',
      status: 'confirmed',
      sellerMemberId: affiliate.member.id,
      attributedMemberId: affiliate.member.id,
      referralTokenId: id,
      metadata: { plan: 'gold' },
      attribution: { rule: 'token' },
    });
    expect(timesHeard('sale.confirmed', sale.id)).toBe(1);
  });

  test('names its seller, who needs no attribution and beats it', async () => {
    const { token } = await tokenOf(affiliate.member.id);
    const byUser = await sell({ referralToken: token, sellerUserId: telemarketer.user.id });
    expect(byUser).toMatchObject({ sellerMemberId: telemarketer.member.id, attributedMemberId: affiliate.member.id });
    expect(await sell({ sellerMemberId: telemarketer.member.id })).toMatchObject({ attributedMemberId: null });
  });

  test('without anything to go by is a sale of nobody', async () => {
    expect(await sell()).toMatchObject({
      sellerMemberId: null,
      attributedMemberId: null,
      attribution: { rule: 'none' },
    });
  });

  test('twice gives the first one, whatever the second says', async () => {
    const externalOrderId = next();
    const first = await sell({ externalOrderId });
    const second = await sell({ externalOrderId, amount: '1.00' });
    expect([second.id, second.amount]).toEqual([first.id, 5900n]);
    expect(timesHeard('sale.confirmed', first.id)).toBe(1);
  });

  test('of the same number from another source or in another program is another sale', async () => {
    const externalOrderId = next();
    const first = await sell({ externalOrderId });
    const other = await sell({ externalOrderId, source: 'shop-2' });
    const elsewhere = keyWith((await newProgram()).id, admin.user, 'sales:write');
    const third = await sell({ externalOrderId }, elsewhere);
    expect(new Set([first.id, other.id, third.id]).size).toBe(3);
  });

  test('one order a hundred times at once: one sale, a hundred answers with its id, confirmed once', async () => {
    const externalOrderId = next();
    const sales = await Promise.all(Array.from({ length: 100 }, () => sell({ externalOrderId })));
    expect(sales).toHaveLength(100);
    const ids = new Set(sales.map(({ id }) => id));
    expect(ids.size).toBe(1);
    expect(await Sale.count({ where: { externalOrderId } })).toBe(1);
    expect(timesHeard('sale.confirmed', [...ids][0] ?? 0)).toBe(1);
  });

  test.each(['-1', 'NaN', '1e3', '0.001', '1,000', ' 1 ', '१२', '', '12345678901234', null, [], {}, 59, true])(
    'of %j is refused, naming the amount',
    async (amount) => {
      const externalOrderId = next();
      expect(await fieldOf(sell({ externalOrderId, amount: amount as string }))).toBe('amount');
      expect(await Sale.count({ where: { externalOrderId } })).toBe(0);
    },
  );

  test('refuses zero, another currency, strange members, the future and reserved sources, naming the field', async () => {
    const stranger = await newMember((await newProgram()).id);
    const outsider = await newUser('telemarketer');
    expect(await fieldOf(sell({ amount: '0.00' }))).toBe('amount');
    expect(await fieldOf(sell({ currency: 'USD' }))).toBe('currency');
    expect(await fieldOf(sell({ sellerMemberId: stranger.id }))).toBe('sellerMemberId');
    expect(await fieldOf(sell({ sellerUserId: outsider.id }))).toBe('sellerUserId');
    expect(await fieldOf(sell({ buyerMemberId: stranger.id }))).toBe('buyerMemberId');
    expect(await fieldOf(sell({ occurredAt: '2999-01-01T00:00:00Z' }))).toBe('occurredAt');
    expect(await fieldOf(sell({ source: 'lead' }))).toBe('source');
    expect(await fieldOf(sell({ status: 'confirmed' } as never))).toBe('status');
    expect(await sell({ currency: 'INR', occurredAt: '2026-02-01T00:00:00+05:30' })).toMatchObject({
      occurredAt: new Date('2026-01-31T18:30:00Z'),
    });
  });

  test('keeps a self-referral with its mark', async () => {
    const link = await createLink(affiliate.actor, { destination: '/' });
    const sale = await sell({ referralCode: link.code, customerEmail: affiliate.user.email ?? '' });
    expect(sale).toMatchObject({ attributedMemberId: affiliate.member.id, attribution: { selfReferral: 'own_email' } });
  });

  test('binds the customer to the member who brought him', async () => {
    const { token } = await tokenOf(affiliate.member.id);
    await sell({ referralToken: token, customerEmail: 'Loyal@Example.com', customerPhone: '+91 98765 43210' });
    expect(await sell({ customerEmail: 'loyal@example.com' })).toMatchObject({
      sellerMemberId: affiliate.member.id,
      attribution: { rule: 'customer' },
    });
    expect(await sell({ customerPhone: '+919876543210' })).toMatchObject({ sellerMemberId: affiliate.member.id });
  });

  test('is for keys with the scope, owners and admins; any other sign-in is refused', async () => {
    expect(await refusal(sell({}, admin.actor))).toBe('done');
    expect(await refusal(sell({}, (await newPerson(programId, 'owner')).actor))).toBe('done');
    for (const role of ['team_lead', 'buyer', 'funds_coordinator', 'affiliate', 'customer'] as const) {
      expect([role, await refusal(sell({}, (await newPerson(programId, role)).actor))]).toEqual([role, 'not_allowed']);
    }
    expect(await refusal(sell({}, keyWith(programId, admin.user, 'orders:write')))).toBe('not_allowed');
    expect(await refusal(sell({}, visitor(programId)))).toBe('sign_in_required');
  });
});
