import { describe, expect, test } from '@jest/globals';
import { publishDraft } from '../../../src/commissions/trials/publish-draft.js';
import { system } from '../../../src/core/actor.js';
import { monthStart } from '../../../src/core/period.js';
import type { Member } from '../../../src/network/member.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import type { Sale } from '../../../src/orders/sale.js';
import { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';
import { broken, linesOf } from '../people.js';
import { closeMonth, joined, monthAgo, newProgram, rowOf, runOf } from '../runs/town.js';
import { draft, simulated } from './trials.js';

const [earlier, month] = [monthAgo(2), monthAgo(1)];
const zone = 'Asia/Kolkata';
const plain = { binary: undefined, referral: undefined, withholding: undefined, levels: undefined };

let orders = 0;
const sellAt = (here: Program, seller: Member, at: Date): Promise<Sale> =>
  recordSale(system(here.id), {
    externalOrderId: `turn-${(orders += 1)}`,
    amount: '100.00',
    sellerMemberId: seller.id,
    occurredAt: at.toISOString(),
  });

async function publish(here: Program, rate_bp: number, effectiveMonth: string): Promise<Plan> {
  const plan = await draft(here, { ...plain, seller: { rate_bp } }, effectiveMonth);
  await simulated(plan);
  return publishDraft(system(here.id), { planId: plan.id });
}

const paidFor = async (sale: Sale) => (await linesOf(sale)).map(({ amount, planId }) => [amount, planId]);

describe('a sale', () => {
  test('is computed by the version of its moment, to the millisecond, whatever is published later', async () => {
    const here = await newProgram('ev', { ...plain, seller: { rate_bp: 1000 } });
    const seller = await joined(here, { sponsorId: null });
    const first = await Plan.findOne({ where: { programId: here.id, version: 1 }, rejectOnEmpty: true });
    const second = await publish(here, 2000, month);
    const turn = monthStart(month, zone);

    const before = await sellAt(here, seller, new Date(turn.getTime() - 1));
    const after = await sellAt(here, seller, turn);
    expect(await paidFor(before)).toEqual([[1000n, first.id]]);
    expect(await paidFor(after)).toEqual([[2000n, second.id]]);

    const third = await publish(here, 3000, month);
    expect(await paidFor(after)).toEqual([[2000n, second.id]]);
    const late = await sellAt(here, seller, new Date(turn.getTime() + 1));
    expect(await paidFor(late)).toEqual([[3000n, third.id]]);
    expect(await paidFor(await sellAt(here, seller, new Date(turn.getTime() - 2)))).toEqual([[1000n, first.id]]);

    const closed = await closeMonth(here, earlier);
    expect((await rowOf(closed)).plans).toMatchObject([{ version: 1 }]);
    const next = await closeMonth(here, month, 'approve');
    expect((await rowOf(next)).plans).toMatchObject([{ version: 3 }, { version: 2 }]);
    for (const run of [closed, next]) expect(await runOf(run)).toMatchObject({ status: 'posted' });
    expect((await rowOf(next)).totals?.differing).toBe(0);
    expect(await paidFor(after)).toEqual([[2000n, second.id]]);
    expect(await broken()).toEqual([]);
  });

  test('of a closed month that is recorded late is computed by the version of that month', async () => {
    const here = await newProgram('ev', { ...plain, seller: { rate_bp: 1000 } });
    const seller = await joined(here, { sponsorId: null });
    const [turn, sold] = [monthStart(month, zone), new Date(monthStart(month, zone).getTime() - 86_400_000)];
    await sellAt(here, seller, sold);
    await closeMonth(here, earlier);
    await publish(here, 2000, month);
    const late = await sellAt(here, seller, sold);
    const [line] = await linesOf(late);
    expect(line).toMatchObject({ amount: 1000n });
    expect(line?.earnedAt.getTime()).toBeGreaterThanOrEqual(turn.getTime());
  });
});
