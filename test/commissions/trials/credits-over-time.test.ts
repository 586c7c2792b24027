import { beforeAll, describe, expect, test } from '@jest/globals';
import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import { system } from '../../../src/core/actor.js';
import { monthStart, nextMonth } from '../../../src/core/period.js';
import type { Member } from '../../../src/network/member.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import type { Sale } from '../../../src/orders/sale.js';
import { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';
import { publishPlan } from '../../../src/programs/publish-plan.js';
import { asSystem } from '../people.js';
import { addTaxRules, fifth } from '../tax-rules.js';
import { installClock, setClock } from '../runs/support-clock.js';
import { buys, closeMonth, newProgram, noon, pairsOf, refund, trio } from '../runs/town.js';
import type { Trio } from '../runs/town.js';
import { draft, simulated } from './trials.js';

const [june, july, august] = ['2026-06', '2026-07', '2026-08'] as const;
const on = (month: string, day: number) => setClock(new Date(noon(month, day)));

beforeAll(async () => {
  await installClock();
  await addTaxRules({ ...fifth, key: 'one-fifth' });
});

const pairs = { unit: 'volume', pair_value: '100.00', amount: '10.00' };
const limited = (net: string) => ({ ...pairs, inactive_limit: { pairs: 60, net } });
const alone = { levels: undefined, approval: undefined };

async function bothBuy(here: Program, { left, right }: Trio, month: string): Promise<void> {
  await on(month, 10);
  for (const buyer of [left, right]) await buys(here, buyer, '300.00', noon(month, 10));
}

const sells = ({ id }: Program, seller: Member, month: string): Promise<Sale> =>
  recordSale(system(id), {
    ...{ externalOrderId: `sold-${String(id)}`, amount: '1000.00', volume: '0.00', occurredAt: noon(month, 2) },
    sellerMemberId: seller.id,
  });

const approveAll = ({ id }: Program) =>
  asSystem(async (work) => {
    const where = { programId: id, status: 'pending' };
    for (const line of await Commission.findAll({ where, transaction: work.tx })) await approve(work, line, null);
  });

const amounts = async (member: Member) => (await pairsOf(member)).map(({ amount }) => amount);

describe('a simulation of a limit', () => {
  test('takes back as much of a line as it counted, though it was credited only since', async () => {
    await on(june, 1);
    const selling = { ...alone, seller: { rate_bp: 1000 }, withholding: ['one-fifth'] };
    const here = await newProgram('binary-classic', { ...selling, binary: limited('30.00') });
    const people = await trio(here);
    await on(june, 2);
    const sale = await sells(here, people.top, june);
    await on(july, 1);
    await closeMonth(here, june);
    await on(august, 1);
    await closeMonth(here, july);
    await on(august, 3);
    await approveAll(here);
    await on(august, 5);
    await refund(here, sale);
    await bothBuy(here, people, august);
    await on('2026-09', 1);
    await closeMonth(here, august);
    expect(await amounts(people.top)).toEqual([3000n]);
    const { total } = await simulated(await draft(here), 2);
    expect([total.active.paid, total.draft.paid]).toEqual(['30.00', '30.00']);
  });

  test('does not know what a refund after its time took of a line that waits', async () => {
    await on(june, 1);
    const here = await newProgram('binary-classic', { ...alone, seller: { rate_bp: 1000 }, binary: limited('110.00') });
    const people = await trio(here);
    await on(june, 2);
    const sale = await sells(here, people.top, june);
    await on(july, 1);
    await closeMonth(here, june);
    await bothBuy(here, people, july);
    await on(august, 1);
    await closeMonth(here, july);
    await on(august, 5);
    await refund(here, sale);
    expect(await amounts(people.top)).toEqual([1000n]);
    const { total } = await simulated(await draft(here), 1);
    expect([total.active.paid, total.draft.paid]).toEqual(['10.00', '10.00']);
  });

  test('knows what a version without one paid in between', async () => {
    await on(june, 1);
    const here = await newProgram('binary-classic', { ...alone, binary: limited('10.00') });
    await takesOver(here, july, pairs);
    await takesOver(here, august, limited('50.00'));
    const people = await trio(here);
    for (const month of [june, july, august]) {
      await bothBuy(here, people, month);
      await on(nextMonth(month), 1);
      await closeMonth(here, month);
    }
    expect(await amounts(people.top)).toEqual([1000n, 2000n, 3000n]);
    const { periods } = await simulated(await draft(here), 3);
    expect(periods.map(({ active }) => active.paid)).toEqual(['10.00', '50.00', '0.00']);
  });
});

let versions = 1;

async function takesOver({ id: programId, key, timeZone }: Program, month: string, binary: object): Promise<void> {
  const { document } = await Plan.findOne({ where: { programId, version: 1 }, rejectOnEmpty: true });
  const effectiveFrom = monthStart(month, timeZone);
  const plan = Plan.build({
    programId,
    key,
    version: (versions += 1),
    effectiveFrom,
    document: { ...document, binary },
  });
  await asSystem((work) => publishPlan(work, plan, { simulation: { preset: true } }));
}
