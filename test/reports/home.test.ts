import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { recordCall } from '../../src/leads/record-call.js';
import { funnel, liabilities, payoutsWaitingReport } from '../../src/reports/figures.js';
import { buyerHome, coordinatorHome, home, ownerHome, teamLeadHome, telemarketerHome } from '../../src/reports/home.js';
import { newLead } from '../leads/office.js';
import { days, filledProgram } from './data.js';
import { chartOf, tileOf, totalsOf, valuesOf } from './shown.js';

let all: Awaited<ReturnType<typeof filledProgram>>;

beforeAll(async () => {
  all = await filledProgram();
});

describe('the coordinator’s home', () => {
  test('says what waits, since when, and what was paid', async () => {
    const shown = await coordinatorHome(all.coordinator, days);
    expect(valuesOf(shown)).toMatchObject({
      payouts_waiting: 2,
      payouts_sum: '40.00',
      oldest_payout: 3,
      to_settle: '0.00',
      paid: '25.00',
      pending: '12.00',
    });
    expect(chartOf(shown, 'payout_ages')).toMatchObject({ series: [{ values: [1, 1, 0, 0] }] });
    expect(totalsOf(shown, 'paid')).toEqual({ 'Asked for': 25, Paid: 25 });
    const [oldest] = shown.lists[0]?.rows ?? [];
    expect(oldest?.cells.slice(1)).toEqual(['30.00 BDT', '30.00 BDT', '3 days', 'none']);
  });
});

describe('the team lead’s home', () => {
  test('counts the team’s traffic and leads, and nobody else’s', async () => {
    const shown = await teamLeadHome(all.ours.lead, days);
    expect(valuesOf(shown)).toMatchObject({
      prospects: 8,
      orders: 1,
      order_value: '15.00',
      conversion: 1250,
      leads: 1,
    });
    expect(chartOf(shown, 'members_per_team').series[0]?.values).toEqual([3]);
    const buyers = shown.lists.find(({ key }) => key === 'per_buyer');
    expect(buyers?.rows.map(({ cells }) => cells.slice(1))).toEqual([['8', '1', '15.00 BDT', '12.5 %']]);
    expect(tileOf(shown, 'unassigned')?.value).toBe(1);
  });
});

describe('the buyer’s home', () => {
  test('counts the own traffic', async () => {
    const shown = await buyerHome(all.buyer, days);
    expect(valuesOf(shown)).toEqual({ prospects: 8, orders: 1, order_value: '15.00', conversion: 1250 });
    expect(chartOf(shown, 'orders_by_campaign')).toMatchObject({ labels: ['No campaign'], series: [{ values: [1] }] });
  });
});

describe('the telemarketer’s home', () => {
  test('counts the own calls, leads and earnings', async () => {
    const lead = await newLead(all.ours.first);
    await newLead(all.ours.second);
    await recordCall(all.ours.first, { leadId: lead.id, disposition: 'busy' });
    const shown = await telemarketerHome(all.ours.first, {});
    expect(valuesOf(shown)).toMatchObject({ calls: 1, callbacks: 0, retries: 0, pending: '2.00', available: '0.00' });
    expect(totalsOf(shown, 'calls')).toEqual({ Calls: 1, Sales: 0 });
    const past = await telemarketerHome(all.ours.first, days);
    expect(valuesOf(past)).toMatchObject({ calls: 0, earned: '2.00' });
    const mine = past.lists.find(({ key }) => key === 'latest_commissions');
    expect(mine?.rows.map(({ cells }) => cells)).toEqual([['direct sale', '2.00 BDT', 'pending']]);
  });
});

describe('the reports by themselves', () => {
  test('tell the funnel with shares, the liabilities and the queue', async () => {
    expect(await funnel(all.owner, days)).toEqual([
      { step: 'Prospects', count: 11, ofFirstBp: 10_000 },
      { step: 'Leads', count: 2, ofFirstBp: 1818 },
      { step: 'Orders', count: 2, ofFirstBp: 1818 },
      { step: 'Sales', count: 2, ofFirstBp: 1818 },
    ]);
    expect((await funnel(all.buyer, days)).map(({ count }) => count)).toEqual([8, 0, 1, 0]);
    expect(await liabilities(all.coordinator, {})).toEqual({
      pending: 1200n,
      held: 500n,
      payable: 4200n,
      payouts: 4000n,
      tax: 150n,
      currency: 'BDT',
    });
    expect(await payoutsWaitingReport(all.owner, {})).toEqual({ count: 2, sum: 4000n, oldestDays: 3, currency: 'BDT' });
  });

  test('are each for their own people', async () => {
    const { owner, coordinator, ours, buyer, affiliate } = all;
    const refused: [Promise<unknown>][] = [
      [ownerHome(ours.lead, days)],
      [coordinatorHome(owner, days)],
      [teamLeadHome(buyer, days)],
      [buyerHome(ours.first, days)],
      [telemarketerHome(buyer, days)],
      [home(affiliate, days)],
      [funnel(coordinator, days)],
      [liabilities(ours.lead, {})],
      [payoutsWaitingReport(ours.first, {})],
    ];
    for (const [asked] of refused) await expect(asked).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('give everybody their own home', async () => {
    const { owner, coordinator, ours, buyer } = all;
    const first = async (actor: Actor) => (await home(actor, days)).tiles[0]?.key;
    expect(await Promise.all([owner, coordinator, ours.lead, buyer, ours.first].map(first))).toEqual([
      'sales',
      'payouts_waiting',
      'prospects',
      'prospects',
      'callbacks',
    ]);
  });
});
