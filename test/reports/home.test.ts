import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import type { Board } from '../../src/reports/board.js';
import { funnel, liabilities, payoutsWaitingReport } from '../../src/reports/figures.js';
import { buyerHome, coordinatorHome, home, ownerHome, teamLeadHome, telemarketerHome } from '../../src/reports/home.js';
import { newLead } from '../leads/office.js';
import { recordCall } from '../../src/leads/record-call.js';
import { days, smallProgram } from './data.js';

let all: Awaited<ReturnType<typeof smallProgram>>;

beforeAll(async () => {
  all = await smallProgram();
  const { sale, commission, payout, prospect, order, lead, credit, member, ours, theirs, buyer, stranger } = all;
  await sale('2026-02-28T18:00:00Z', 10_000, member); // the first moment of 1 March in Dhaka
  await sale('2026-03-10T17:59:59Z', 5000, member, { refunded_amount: 2000 }); // the last second of the 10th
  await sale('2026-02-28T17:59:59Z', 7000, member); // the day before: in the span before
  await sale('2026-03-10T18:00:00Z', 9000, member); // the day after: in neither
  await sale('2026-03-05T12:00:00Z', 99_900, member, { status: 'held', confirmed_at: null, held_for: 'own_word' });
  await commission('2026-03-02T00:00:00Z', 1000, member);
  await commission('2026-03-02T00:00:00Z', 500, member, { status: 'held', held_for: 'fraud' });
  await commission('2026-03-03T00:00:00Z', 300, member, { status: 'approved', reversed_amount: 0 });
  await commission('2026-03-03T00:00:00Z', 800, member, { status: 'rejected' });
  await commission('2026-03-04T00:00:00Z', 200, ours.firstMember);
  await credit(member, 4200n);
  const ago = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000 - 60_000).toISOString();
  await payout(ago(3), 3000, member);
  await payout(ago(0), 1000, member);
  await payout('2026-03-02T00:00:00Z', 2500, member, {
    status: 'paid',
    approved_at: '2026-03-03T00:00:00Z',
    settled_at: '2026-03-04T00:00:00Z',
    bank_reference: 'UTR-1',
  });
  for (let hour = 0; hour < 8; hour += 1) await prospect(`2026-03-02T0${String(hour)}:00:00Z`, buyer, ours.teamId);
  for (let hour = 0; hour < 3; hour += 1) await prospect(`2026-03-02T0${String(hour)}:00:00Z`, stranger, theirs.teamId);
  await order('2026-03-02T05:00:00Z', 1500, buyer, ours.teamId);
  await order('2026-03-02T05:00:00Z', 700, stranger, theirs.teamId);
  await lead('2026-03-03T00:00:00Z', { assigned_to: ours.first.userId, team_id: ours.teamId });
  await lead('2026-03-03T00:00:00Z', {});
});

const tileOf = ({ tiles }: Board, key: string) => tiles.find((tile) => tile.key === key);
const valuesOf = ({ tiles }: Board) => Object.fromEntries(tiles.map(({ key, value }) => [key, value]));
const chartOf = ({ charts }: Board, key: string) => {
  const found = charts.find((chart) => chart.key === key);
  if (!found) throw new Error(`There is no chart ${key}.`);
  return found;
};
const totalsOf = (shown: Board, key: string) =>
  Object.fromEntries(
    chartOf(shown, key).series.map(({ name, values }) => [name, values.reduce((sum, value) => sum + value, 0)]),
  );

describe('the owner’s home', () => {
  let shown: Board;
  beforeAll(async () => {
    shown = await ownerHome(all.owner, days);
  });

  test('counts sales in the program’s days, at what refunds left, against the days before', () => {
    expect(tileOf(shown, 'sales')).toMatchObject({ value: '130.00', previous: '70.00', kind: 'money' });
    expect(tileOf(shown, 'sale_count')).toMatchObject({ value: 2, previous: 1 });
    expect(tileOf(shown, 'sales')?.href).toBe(
      '/admin/resources/sales?filters.status=confirmed&filters.occurredAt%7E%7Efrom=2026-03-01&filters.occurredAt%7E%7Eto=2026-03-10',
    );
  });

  test('says what is earned, owed and kept for the tax office', () => {
    expect(valuesOf(shown)).toMatchObject({
      commissions: '20.00',
      payout_ratio: 1538,
      pending: '12.00',
      held: '5.00',
      payable: '42.00',
      tax: '1.50',
      leads: 2,
      prospects: 11,
      conversion: 1818,
    });
  });

  test('draws sales per day, the funnel, and commissions by status', () => {
    const sales = chartOf(shown, 'sales');
    expect(sales.labels).toHaveLength(10);
    expect(sales.series[0]?.values).toEqual([100, 0, 0, 0, 0, 0, 0, 0, 0, 30]);
    expect(chartOf(shown, 'funnel')).toMatchObject({
      labels: ['Prospects', 'Leads', 'Orders', 'Sales'],
      series: [{ values: [11, 2, 2, 2] }],
    });
    expect(chartOf(shown, 'commissions_by_status')).toMatchObject({
      labels: ['pending', 'held', 'approved', 'rejected'],
      series: [{ values: [12, 5, 3, 8] }],
    });
  });

  test('has the charts of teams: registrations, members and prospects of each, leads of the week by stage', async () => {
    const today = await ownerHome(all.owner, {});
    expect(totalsOf(today, 'registrations_team_lead')).toEqual({ 'Registrations of team leads': 2 });
    expect(totalsOf(today, 'registrations_buyer')).toEqual({ 'Registrations of buyers': 2 });
    expect(chartOf(today, 'members_per_team').series[0]?.values).toEqual([3, 3]);
    expect(chartOf(shown, 'prospects_per_team').series[0]?.values).toEqual([8, 3]);
    expect(chartOf(today, 'leads_of_the_week').labels).toHaveLength(7);
    expect(chartOf(today, 'leads_by_status')).toMatchObject({ labels: ['New account'] });
  });

  test('lists the best sellers with what they sold', () => {
    const best = shown.lists.find(({ key }) => key === 'top_sellers');
    expect(best?.rows).toHaveLength(1);
    expect(best?.rows[0]?.cells.slice(1)).toEqual(['2', '130.00 BDT']);
    expect(best?.rows[0]?.href).toBe(`/admin/resources/members/records/${String(all.member.id)}/show`);
  });

  test('draws hours up to seven days', async () => {
    const short = await ownerHome(all.owner, { from: '2026-03-01', to: '2026-03-02' });
    const line = chartOf(short, 'prospects');
    expect(line.labels).toHaveLength(48);
    expect(line.series[0]?.values[line.labels.indexOf('2026-03-02 06:00')]).toBe(2);
  });

  test('is empty, not broken, where nothing happened', async () => {
    const quiet = await ownerHome(all.owner, { from: '2020-01-01', to: '2020-01-31' });
    expect(tileOf(quiet, 'sales')).toMatchObject({ value: '0.00', previous: '0.00' });
    expect(tileOf(quiet, 'payout_ratio')).toMatchObject({ value: 0, previous: 0 });
    expect(quiet.lists.find(({ key }) => key === 'top_sellers')?.rows).toEqual([]);
  });

  test.each([
    [{ from: '2026-03-10', to: '2026-03-01' }, 'from'],
    [{ from: '2020-01-01', to: '2026-03-01' }, 'from'],
    [{ from: '10.3.2026' }, 'from'],
    [{ to: '2026-02-30' }, 'to'],
  ])('refuses %j', async (asked, field) => {
    await expect(ownerHome(all.owner, asked)).rejects.toMatchObject({
      code: 'invalid',
      details: { faults: [{ path: [field] }] },
    });
  });
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
