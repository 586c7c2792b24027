import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { system } from '../../../src/core/actor.js';
import { house, wallet } from '../../../src/ledger/address.js';
import { post } from '../../../src/ledger/posting.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asSuperuser } from '../../support/database.js';
import { asSystem } from '../people.js';
import { addTaxRules, fifth } from '../tax-rules.js';
import { installClock, setClock } from './support-clock.js';
import { buys, matchUntil, newProgram, noon, pairsOf, refund, trio, verified } from './town.js';
import type { Trio } from './town.js';

const month = '2026-10';
const on = (day: number) => setClock(new Date(noon(month, day)));

beforeAll(async () => {
  await installClock();
  await addTaxRules({ ...fifth, key: 'a-fifth' });
});

let here: Program;
let people: Trio;

/** Who is no Active Buyer stops at 20.00 net; a fifth of everything is withheld. */
beforeEach(async () => {
  await on(1);
  here = await newProgram('binary-classic', {
    levels: undefined,
    approval: undefined,
    seller: { rate_bp: 1000 },
    referral: { amount: '15.00' },
    withholding: ['a-fifth'],
    binary: { unit: 'volume', pair_value: '100.00', amount: '10.00', inactive_limit: { pairs: 9, net: '20.00' } },
  });
  people = await trio(here);
});

let sold = 0;

/** The top sells for 150.00, of which 15.00 are his, and 12.00 net. */
const sells = (day: number): Promise<Sale> =>
  recordSale(system(here.id), {
    externalOrderId: `limit-${String((sold += 1))}`,
    amount: '150.00',
    volume: '0.00',
    sellerMemberId: people.top.id,
    occurredAt: noon(month, day),
  });

async function bothBuy(volume: string, day: number): Promise<void> {
  await on(day);
  for (const member of [people.left, people.right]) await buys(here, member, volume, noon(month, day));
}

/** Matches the days up to one, the day after. */
async function match(day: number): Promise<CommissionRun> {
  await on(day + 1);
  return matchUntil(here, `${month}-${String(day).padStart(2, '0')}`);
}

const nothing = () => Promise.resolve();
const ofEvents = { kind: ['direct_sale', 'referral'] };

const approveAll = () =>
  asSystem(async (work) => {
    const where = { ...ofEvents, programId: here.id, status: 'pending' };
    for (const line of await Commission.findAll({ where, transaction: work.tx })) await approve(work, line, null);
  });

const reject = () =>
  asSuperuser(
    `UPDATE commissions SET status = 'rejected', decided_at = clock.now() WHERE program_id = $1 AND kind = 'direct_sale'`,
    [here.id],
  );

const decided = [
  ['before it was approved', nothing],
  ['after it was approved', approveAll],
] as const;

const amounts = async () => (await pairsOf(people.top)).map(({ amount }) => amount);

describe('a limit for inactive members, where tax is taken at credit', () => {
  test.each(decided)('gets back, net, what a refund took of a line %s', async (_, decide) => {
    await on(3);
    const sale = await sells(3);
    await decide();
    await bothBuy('100.00', 4);
    await on(6);
    await refund(here, sale);
    await bothBuy('200.00', 8);
    const run = await match(9);
    expect(await amounts()).toEqual([1000n, 1500n]);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });

  test.each([
    ['before it was approved', nothing, approveAll],
    ['after it was approved', approveAll, nothing],
  ])('sees an older line of which a part was taken back %s whole until then', async (_, before, after) => {
    await on(2);
    const sale = await sells(2);
    await before();
    await match(2);
    await bothBuy('200.00', 4);
    await on(6);
    await refund(here, sale, '75.00');
    await after();
    await bothBuy('200.00', 8);
    const run = await match(9);
    expect(await amounts()).toEqual([1000n, 750n]);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });

  test('never sees a line that was rejected, whether its sale was refunded or not', async () => {
    await on(3);
    const [first] = [await sells(3), await sells(3)];
    await reject();
    await bothBuy('200.00', 4);
    await on(6);
    await refund(here, first);
    await bothBuy('100.00', 8);
    const run = await match(9);
    expect(await amounts()).toEqual([2000n, 500n]);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });

  test('still sees, when a run is computed again, a line that was rejected since', async () => {
    await on(3);
    await sells(3);
    await bothBuy('200.00', 4);
    const run = await match(4);
    expect(await amounts()).toEqual([1000n]);
    await on(7);
    await reject();
    expect(await verified(run)).toMatchObject({ differences: [] });
  });

  test('sees a sale that comes late, and its refund, on the days on which they count', async () => {
    await match(4);
    await on(6);
    const sale = await sells(3);
    await bothBuy('200.00', 7);
    await on(8);
    await refund(here, sale);
    await bothBuy('100.00', 9);
    const run = await match(10);
    expect(await amounts()).toEqual([1000n, 1000n, 500n]);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });

  test.each(decided)(
    'does not see yet, of days that are matched late, what a refund took since %s',
    async (_, decide) => {
      await on(2);
      const sale = await sells(2);
      await decide();
      await match(2);
      await bothBuy('200.00', 4);
      await on(6);
      await refund(here, sale);
      const run = await matchUntil(here, `${month}-04`);
      expect(await amounts()).toEqual(decide === approveAll ? [1000n] : [625n]);
      expect(await verified(run)).toMatchObject({ differences: [] });
    },
  );

  test('counts what paid a debt from an earlier refund as credited, once', async () => {
    await on(2);
    const sale = await sells(2);
    await approveAll();
    await spend(1200n);
    await refund(here, sale);
    await sells(2);
    await approveAll();
    const [paid] = await Commission.findAll({
      where: { ...ofEvents, programId: here.id, reversesId: null, netCredited: 0 },
    });
    expect(paid?.deductions.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['tax', '3.00'],
      ['recovery', '12.00'],
    ]);
    await match(2);
    await bothBuy('200.00', 4);
    const run = await match(5);
    expect(await amounts()).toEqual([1000n]);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });

  test('knows on a day after somebody’s standing changed what was taken off a line before it', async () => {
    await on(3);
    const sale = await sells(3);
    await bothBuy('100.00', 4);
    await asSuperuser(
      `INSERT INTO member_statuses (program_id, member_id, status, effective_at) VALUES ($1, $2, 'inactive', $3)`,
      [here.id, people.left.id, noon(month, 5)],
    );
    await on(6);
    await refund(here, sale);
    await bothBuy('200.00', 8);
    await match(9);
    expect(await amounts()).toEqual([1000n, 1500n]);
  });

  test.each(decided)('gets back a bonus for somebody who is no longer activated, taken back %s', async (_, decide) => {
    await on(3);
    await activate('member.activated', noon(month, 3));
    await decide();
    await bothBuy('100.00', 4);
    await on(6);
    await activate('member.deactivated', null);
    await bothBuy('200.00', 8);
    const run = await match(9);
    expect(await amounts()).toEqual([1000n, 1500n]);
    expect(await verified(run)).toMatchObject({ differences: [] });
  });
});

/** What a member was paid leaves his wallet. */
const spend = (amount: bigint) =>
  asSystem(async ({ tx }) => {
    const money = { amount, currency: here.currency };
    const entry = { debit: wallet(people.top.id), credit: house(here.key, 'adjustments'), money, kind: 'adjustment' };
    await post(tx, { reference: `spent/${here.key}`, entries: [entry] });
  });

async function activate(type: 'member.activated' | 'member.deactivated', at: string | null): Promise<void> {
  const memberId = people.left.id;
  await asSuperuser('UPDATE members SET activated_at = $2 WHERE id = $1', [memberId, at]);
  await asSystem(({ emit }) => Promise.resolve(emit({ type, memberId })));
}
