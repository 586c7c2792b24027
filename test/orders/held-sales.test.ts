import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { confirmHeldSale } from '../../src/orders/confirm-held-sale.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { rejectHeldSale } from '../../src/orders/reject-held-sale.js';
import '../support/database.js';
import { keyWith, newPerson, newProgram } from '../tracking/people.js';
import { fieldOf, listenToOrders, refusal, timesHeard } from './heard.js';

type Person = Awaited<ReturnType<typeof newPerson>>;
let programId: number;
let admin: Person;
let affiliate: Person;
let telemarketer: Person;
let key: Actor;
let made = 0;

const next = () => `OWN-${String((made += 1))}`;
const sell = (fields: Partial<Parameters<typeof recordSale>[1]> = {}, as = key) =>
  recordSale(as, { externalOrderId: next(), amount: '59.00', ...fields });

beforeAll(async () => {
  listenToOrders();
  programId = (await newProgram()).id;
  admin = await newPerson(programId, 'admin');
  affiliate = await newPerson(programId, 'affiliate');
  telemarketer = await newPerson(programId, 'telemarketer');
  key = keyWith(programId, admin.user, 'sales:write');
});

describe("a telemarketer's own sale", () => {
  test('is his, and waits until somebody confirms it', async () => {
    const sale = await sell({}, telemarketer.actor);
    expect(sale).toMatchObject({
      status: 'held',
      heldFor: 'own_word',
      sellerMemberId: telemarketer.member.id,
      confirmedAt: null,
    });
    expect([timesHeard('sale.held', sale.id), timesHeard('sale.confirmed', sale.id)]).toEqual([1, 0]);
  });

  test('cannot be recorded for somebody else', async () => {
    expect(await refusal(sell({ sellerUserId: affiliate.user.id }, telemarketer.actor))).toBe('not_allowed');
    expect(await refusal(sell({ sellerMemberId: affiliate.member.id }, telemarketer.actor))).toBe('not_allowed');
    expect(await refusal(sell({ sellerUserId: telemarketer.user.id }, telemarketer.actor))).toBe('done');
  });

  test('never stands in the way of the partner who sends the same number', async () => {
    const externalOrderId = next();
    await sell({ externalOrderId }, telemarketer.actor);
    expect(await sell({ externalOrderId })).toMatchObject({ source: 'api', status: 'confirmed' });
  });

  test('is confirmed once by an admin, never by himself', async () => {
    const { id: saleId } = await sell({}, telemarketer.actor);
    expect(await refusal(confirmHeldSale(telemarketer.actor, { saleId }))).toBe('not_allowed');
    expect(await refusal(confirmHeldSale(key, { saleId }))).toBe('not_allowed');
    const confirmed = await confirmHeldSale(admin.actor, { saleId });
    expect(confirmed).toMatchObject({ status: 'confirmed', confirmedBy: admin.user.id, heldFor: null });
    expect(await refusal(confirmHeldSale(admin.actor, { saleId }))).toBe('wrong_state');
    expect(timesHeard('sale.confirmed', saleId)).toBe(1);
  });

  test('twenty confirmations at once: one succeeds', async () => {
    const { id: saleId } = await sell({}, telemarketer.actor);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => refusal(confirmHeldSale(admin.actor, { saleId }))),
    );
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(new Set(results)).toEqual(new Set(['done', 'wrong_state']));
    expect(timesHeard('sale.confirmed', saleId)).toBe(1);
  });

  test('can be rejected with a reason, and then pays nobody', async () => {
    const { id: saleId } = await sell({}, telemarketer.actor);
    expect(await fieldOf(rejectHeldSale(admin.actor, { saleId, reason: ' ' }))).toBe('reason');
    expect(await refusal(rejectHeldSale(telemarketer.actor, { saleId, reason: 'no' }))).toBe('not_allowed');
    expect(await rejectHeldSale(admin.actor, { saleId, reason: 'no such order' })).toMatchObject({
      status: 'rejected',
    });
    expect(await refusal(confirmHeldSale(admin.actor, { saleId }))).toBe('wrong_state');
    expect(timesHeard('sale.confirmed', saleId)).toBe(0);
  });

  test('of another program does not exist for an admin there', async () => {
    const { id: saleId } = await sell({}, telemarketer.actor);
    const foreign = await newPerson((await newProgram()).id, 'admin');
    expect(await refusal(confirmHeldSale(foreign.actor, { saleId }))).toBe('not_found');
  });
});
