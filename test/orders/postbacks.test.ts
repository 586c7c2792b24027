import { beforeAll, describe, expect, test } from '@jest/globals';
import { applyPostbacks } from '../../src/orders/jobs.js';
import { ParkedFact } from '../../src/orders/parked-fact.js';
import { Postback } from '../../src/orders/postback.js';
import { postbackRoutes } from '../../src/orders/postback-routes.js';
import { PostbackSource } from '../../src/orders/postback-source.js';
import { Sale } from '../../src/orders/sale.js';
import { ReferralToken } from '../../src/tracking/referral-token.js';
import { asOwner } from '../support/database.js';
import { newPerson, newProgram } from '../tracking/people.js';
import { serve } from '../tracking/web.js';
import { listenToOrders, timesHeard } from './heard.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
const { url, ask, call } = await serve(postbackRoutes);
let programId: number;
let admin: Person;
let affiliate: Person;
let address: string;
let sourceId: number;
let made = 0;

async function newClick(clickId = `click-${String((made += 1))}`): Promise<string> {
  made += 1;
  const token = `0123456789abcdef-${String(made)}`;
  const expiresAt = new Date(Date.now() + 86_400_000);
  const visit = { programId, token, visitor: token, memberId: affiliate.member.id, code: 'some-code', clickId };
  await ReferralToken.create({ ...visit, expiresAt });
  return clickId;
}

const tell = async (query: Record<string, string>) => {
  const response = await fetch(`${address}?${new URLSearchParams(query).toString()}`);
  return [response.status, await response.text()] as const;
};
const saleOf = (externalOrderId: string) =>
  Sale.findOne({ where: { source: `postback-${String(sourceId)}`, externalOrderId } });

beforeAll(async () => {
  listenToOrders();
  programId = (await newProgram()).id;
  admin = await newPerson(programId, 'admin');
  affiliate = await newPerson(programId, 'affiliate');
  const [, made] = await call('POST', '/api/v1/postback-sources', { as: admin.actor, body: { name: 'Tracker' } });
  sourceId = Number(made['id']);
  address = String(made['url']).replace(/^https?:\/\/[^/]+/, url);
});

describe('a postback', () => {
  test("that tells a sale makes one, credited to the click's member", async () => {
    const clickId = await newClick();
    expect(
      await tell({ click_id: clickId, tid: 'T1', status: 'sale', payout: '12.50', currency: 'inr', sub_id_1: 'a' }),
    ).toEqual([200, 'OK']);
    expect(await saleOf('T1')).toMatchObject({
      amount: 1250n,
      sellerMemberId: affiliate.member.id,
      attribution: { rule: 'click' },
    });
    expect(await Postback.findOne({ where: { tid: 'T1' } })).toMatchObject({
      clickId,
      status: 'sale',
      params: { sub_id_1: 'a' },
    });
  });

  test('counts once for its click, transaction and status, however often it comes', async () => {
    const clickId = await newClick();
    const told = { subid: clickId, tid: 'T2', status: 'sale', payout: '5.00' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => tell(told)));
    expect(new Set(answers.map(([, body]) => body))).toEqual(new Set(['OK']));
    expect(await Postback.count({ where: { tid: 'T2' } })).toBe(1);
    const sale = await saleOf('T2');
    expect(timesHeard('sale.confirmed', sale?.id ?? 0)).toBe(1);
  });

  test("speaks the tracker's own words, which its address explains", async () => {
    const clickId = await newClick();
    const maps = { lead_status: 'reg,wait', sale_status: 'billed,approved', rejected_status: 'fake' };
    await tell({ click_id: clickId, tid: 'T3', status: 'wait', ...maps });
    expect(await Postback.findOne({ where: { tid: 'T3' } })).toMatchObject({ status: 'lead', saleId: null });
    await tell({ click_id: clickId, tid: 'T3', status: 'Approved', payout: '7.00', ...maps });
    const sale = await saleOf('T3');
    expect(sale).toMatchObject({ status: 'confirmed', amount: 700n });
    await tell({ click_id: clickId, tid: 'T3', status: 'fake', ...maps });
    await tell({ click_id: clickId, tid: 'T3', status: 'fake', ...maps });
    expect(await sale?.reload()).toMatchObject({ status: 'refunded', refundedAmount: 700n });
    expect(timesHeard('sale.refunded', sale?.id ?? 0)).toBe(1);
  });

  test('of a rebill is a sale of its own; one without money is only kept', async () => {
    const clickId = await newClick();
    await tell({ click_id: clickId, tid: 'T4', status: 'sale', payout: '3.00' });
    await tell({ click_id: clickId, tid: 'T4', status: 'rebill', payout: '2.00' });
    expect([await saleOf('T4'), await saleOf('T4/rebill')]).toMatchObject([{ amount: 300n }, { amount: 200n }]);
    expect(await tell({ click_id: clickId, tid: 'T5', status: 'sale' })).toEqual([200, 'OK']);
    expect(await saleOf('T5')).toBeNull();
  });

  test('of an unknown click is parked, and counts once the click is heard of', async () => {
    const told = { click_id: 'early-bird', tid: 'T6', status: 'sale', payout: '9.00' };
    expect([await tell(told), await tell(told)]).toEqual([
      [202, 'PARKED'],
      [202, 'PARKED'],
    ]);
    await applyPostbacks.run({});
    expect(await saleOf('T6')).toBeNull();
    await newClick('early-bird');
    await applyPostbacks.run({});
    await applyPostbacks.run({});
    expect(await saleOf('T6')).toMatchObject({ amount: 900n, sellerMemberId: affiliate.member.id });
    expect(await ParkedFact.findAll({ where: { waitsFor: 'early-bird' } })).toMatchObject([{ status: 'applied' }]);
    expect(await tell(told)).toEqual([200, 'OK']);
  });

  test.each([
    [{ status: 'sale' }, 'click_id'],
    [{ click_id: 'x', status: 'unheard-of' }, 'status'],
    [{ click_id: 'x' }, 'status'],
    [{ click_id: 'x', status: 'sale', payout: '-1' }, 'payout'],
    [{ click_id: 'x', status: 'sale', payout: '1e3' }, 'payout'],
    [{ click_id: 'x', status: 'sale', payout: '1.00', currency: 'USD' }, 'currency'],
    [{ click_id: 'x'.repeat(65), status: 'sale' }, 'click_id'],
  ])('of %j is refused with its field, and nothing is kept', async (query, field) => {
    const before = [await Postback.count(), await ParkedFact.count()];
    const [status, body] = await tell(query);
    expect([status, body.includes(`/${field}`)]).toEqual([422, true]);
    expect([await Postback.count(), await ParkedFact.count()]).toEqual(before);
  });

  test('to an address that nobody was given is not found', async () => {
    expect((await ask('GET', '/postback/pb_nobody?click_id=x&status=sale')).status).toBe(404);
  });
});

describe("a tracker's address", () => {
  test('is shown once and kept as a hash only, also in the audit', async () => {
    const key = address.split('/').at(-1) ?? '';
    const [, listed] = await call('GET', '/api/v1/postback-sources', { as: admin.actor });
    const kept = await asOwner('SELECT * FROM postback_sources, command_log');
    expect(JSON.stringify([listed, kept])).not.toContain(key);
  });

  test('is given and archived by owners and admins of its program', async () => {
    const body = { name: 'Another' };
    expect((await call('POST', '/api/v1/postback-sources', { as: affiliate.actor, body }))[0]).toBe(403);
    expect((await call('POST', '/api/v1/postback-sources', { body }))[0]).toBe(401);
    const foreign = await newPerson((await newProgram()).id, 'owner');
    const archival = `/api/v1/postback-sources/${String(sourceId)}/archival`;
    expect((await call('PUT', archival, { as: foreign.actor }))[0]).toBe(404);
    expect((await call('PUT', archival, { as: admin.actor }))[0]).toBe(200);
    expect((await call('PUT', archival, { as: admin.actor }))[0]).toBe(409);
    expect((await tell({ click_id: 'x', status: 'sale' }))[0]).toBe(404);
    expect(await PostbackSource.count({ where: { status: 'active' } })).toBe(0);
  });
});
