import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Board } from '../../src/reports/board.js';
import { ownerHome } from '../../src/reports/home.js';
import { days, filledProgram } from './data.js';
import { chartOf, tileOf, totalsOf, valuesOf } from './shown.js';

let all: Awaited<ReturnType<typeof filledProgram>>;

beforeAll(async () => {
  all = await filledProgram();
});

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
