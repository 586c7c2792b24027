import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { visitor } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { formatAmount } from '../../src/core/money.js';
import { ParkedFact } from '../../src/orders/parked-fact.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { Refund } from '../../src/orders/refund.js';
import { refundSale } from '../../src/orders/refund-sale.js';
import { Sale } from '../../src/orders/sale.js';
import '../support/database.js';
import { keyWith, newPerson, newProgram } from '../tracking/people.js';
import { fieldOf, listenToOrders, refusal, timesHeard } from './heard.js';

let programId: number;
let admin: Awaited<ReturnType<typeof newPerson>>;
let key: Actor;
let made = 0;

const next = () => `REF-${String((made += 1))}`;
const sell = (fields: { externalOrderId?: string; amount?: string; volume?: string } = {}) =>
  recordSale(key, { externalOrderId: next(), amount: '100.00', ...fields });
const refund = (input: Parameters<typeof refundSale>[1], as = key) => refundSale(as, input);

beforeAll(async () => {
  listenToOrders();
  programId = (await newProgram()).id;
  admin = await newPerson(programId, 'admin');
  key = keyWith(programId, admin.user, 'sales:write');
});

describe('refunding a sale', () => {
  test('in full takes everything back, once however often it is asked', async () => {
    const { id: saleId } = await sell({ volume: '40.00' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund({ saleId })));
    expect(new Set(answers.map((answer) => answer.refund?.id)).size).toBe(1);
    expect(await Sale.findByPk(saleId)).toMatchObject({ status: 'refunded', refundedAmount: 10000n });
    expect(await Refund.findAll({ where: { saleId } })).toMatchObject([
      { amount: 10000n, refundedTotal: 10000n, volume: 4000n },
    ]);
    expect(timesHeard('sale.refunded', saleId)).toBe(1);
  });

  test('in parts counts each reference once, and never gives back more than was paid', async () => {
    const { id: saleId } = await sell({ volume: '33.33' });
    await refund({ saleId, amount: '40.00', reference: 'a' });
    await refund({ saleId, amount: '40.00', reference: 'a' });
    expect(await Sale.findByPk(saleId)).toMatchObject({ status: 'confirmed', refundedAmount: 4000n });
    expect(await fieldOf(refund({ saleId, amount: '60.01', reference: 'b' }))).toBe('amount');
    await refund({ saleId, amount: '60.00', reference: 'b' });
    expect(await Sale.findByPk(saleId)).toMatchObject({ status: 'refunded', refundedAmount: 10000n });
    const rows = await Refund.findAll({ where: { saleId }, order: ['id'] });
    expect(rows.map(({ refundedTotal, volume }) => [refundedTotal, volume])).toEqual([
      [4000n, 1333n],
      [10000n, 2000n],
    ]);
    expect(await refusal(refund({ saleId, amount: '1.00', reference: 'c' }))).toBe('wrong_state');
  });

  test('gives all volume back with all the money, in whatever parts', async () => {
    const parts = fc.array(fc.bigInt({ min: 1n, max: 9999n }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(parts, fc.bigInt({ min: 0n, max: 99_999n }), async (amounts, volume) => {
        const total = amounts.reduce((sum, part) => sum + part, 0n);
        const { id: saleId } = await sell({ amount: formatAmount(total), volume: formatAmount(volume) });
        for (const [index, part] of amounts.entries()) {
          await refund({ saleId, amount: formatAmount(part), reference: `part ${String(index)}` });
        }
        const rows = await Refund.findAll({ where: { saleId } });
        expect(rows.reduce((sum, row) => sum + row.volume, 0n)).toBe(volume);
        expect(await Sale.findByPk(saleId)).toMatchObject({ status: 'refunded', refundedAmount: total });
      }),
      { numRuns: 15 },
    );
  });

  test('needs a reference for a part, an amount above zero, and the sale in one way', async () => {
    const { id: saleId, externalOrderId } = await sell();
    expect(await fieldOf(refund({ saleId, amount: '1.00' }))).toBe('reference');
    expect(await fieldOf(refund({ saleId, amount: '0.00', reference: 'x' }))).toBe('amount');
    expect(await fieldOf(refund({ saleId, externalOrderId }))).toBe('externalOrderId');
    expect(await fieldOf(refund({}))).toBe('externalOrderId');
    expect(await refusal(refund({ saleId: 999_999 }))).toBe('not_found');
    expect(await Refund.count({ where: { saleId } })).toBe(0);
  });

  test('is for keys with the scope, owners and admins', async () => {
    const { id: saleId } = await sell();
    for (const role of ['telemarketer', 'funds_coordinator', 'team_lead', 'affiliate'] as const) {
      expect(await refusal(refund({ saleId }, (await newPerson(programId, role)).actor))).toBe('not_allowed');
    }
    expect(await refusal(refund({ saleId }, visitor(programId)))).toBe('sign_in_required');
    const foreign = await newPerson((await newProgram()).id, 'admin');
    expect(await refusal(refund({ saleId }, foreign.actor))).toBe('not_found');
    expect(await refusal(refund({ saleId }, admin.actor))).toBe('done');
  });

  test('does not exist for a sale that is still held', async () => {
    const telemarketer = await newPerson(programId, 'telemarketer');
    const held = await recordSale(telemarketer.actor, { externalOrderId: next(), amount: '1.00' });
    expect(await refusal(refund({ saleId: held.id }))).toBe('wrong_state');
  });
});

describe('a refund that comes before its order', () => {
  test('is parked once, and applied once when the order comes', async () => {
    const externalOrderId = next();
    const early = await refund({ externalOrderId, amount: '30.00', reference: 'early' });
    const again = await refund({ externalOrderId, amount: '30.00', reference: 'early' });
    expect(early.parked?.id).toBe(again.parked?.id);
    const sale = await sell({ externalOrderId });
    expect(await Sale.findByPk(sale.id)).toMatchObject({ status: 'confirmed', refundedAmount: 3000n });
    expect([timesHeard('sale.confirmed', sale.id), timesHeard('sale.refunded', sale.id)]).toEqual([1, 1]);
    expect(await ParkedFact.findOne({ where: { waitsFor: `api/${externalOrderId}` } })).toMatchObject({
      status: 'applied',
    });
    await sell({ externalOrderId });
    expect((await refund({ externalOrderId, amount: '30.00', reference: 'early' })).refund?.saleId).toBe(sale.id);
    expect(await Refund.count({ where: { saleId: sale.id } })).toBe(1);
  });

  test('in full leaves a refunded sale', async () => {
    const externalOrderId = next();
    await refund({ externalOrderId });
    expect(await sell({ externalOrderId })).toMatchObject({ status: 'refunded', refundedAmount: 10000n });
  });

  test('of more than the order was is dropped with its reason', async () => {
    const externalOrderId = next();
    await refund({ externalOrderId, amount: '100.01', reference: 'too much' });
    expect(await sell({ externalOrderId })).toMatchObject({ status: 'confirmed', refundedAmount: 0n });
    expect(await ParkedFact.findOne({ where: { waitsFor: `api/${externalOrderId}` } })).toMatchObject({
      status: 'dropped',
      result: 'too_much',
    });
  });

  test('and the order at the same moment: refunded once, whoever is first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const externalOrderId = next();
      const both = [() => sell({ externalOrderId }), () => refund({ externalOrderId })];
      await Promise.all((round % 2 ? both.reverse() : both).map((ask) => ask()));
      const sale = await Sale.findOne({ where: { externalOrderId }, rejectOnEmpty: true });
      expect(sale).toMatchObject({ status: 'refunded', refundedAmount: 10000n });
      expect(timesHeard('sale.refunded', sale.id)).toBe(1);
    }
  });
});
