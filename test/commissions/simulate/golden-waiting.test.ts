import { describe, expect, test } from '@jest/globals';
import { member, outcomeOf, preset, rowOf, sale } from './oracle/drafts.js';

const three = [member(1, null), member(2, [1, 0]), member(3, [1, 1])];
const pairsOnly = (changes: Record<string, unknown>) =>
  preset('binary-classic', { levels: null, binary: { cap: { pairs: 10, per: 'month' }, ...changes } });
const legsOf = (binary: Record<string, unknown>, sales: Parameters<typeof outcomeOf>[2], asOf: string) =>
  rowOf(outcomeOf(pairsOnly(binary), three, sales, asOf).legs, 1);

describe('a moment far ahead', () => {
  const both = [sale(10, 2, '3500'), sale(11, 3, '3100')];

  test('adds nothing where nothing waits', () => {
    const until = (asOf: string) => legsOf({}, [sale(10, 2, '250'), sale(11, 3, '120')], asOf);
    expect(until('9999-12-31T23:59:59Z')).toBe(until('2026-11-30T23:59:59Z'));
  });

  test('lets pairs that a monthly cap stopped form month by month until none is left', () => {
    const { lines } = outcomeOf(pairsOnly({}), three, both, '9999-12-31T23:59:59Z');
    expect(lines.map((line) => line.split(',').slice(3))).toEqual([
      ['day:2026-11-03', '10.00', '10', '100.00', 'monthly_cap'],
      ['day:2026-12-01', '10.00', '10', '100.00', 'monthly_cap'],
      ['day:2027-01-01', '10.00', '10', '100.00', 'monthly_cap'],
      ['day:2027-02-01', '10.00', '1', '10.00', ''],
    ]);
  });

  test('comes after everything has expired', () => {
    const expiring = { at_period_end: 'expire', expire_after: 3, cap: { pairs: 2, per: 'month' } };
    const legs = legsOf(expiring, both, '3026-11-30T23:59:59Z');
    expect(legs).toBe('3500.00,3100.00,31,8,8,2700.00,2300.00,0.00,0.00');
  });

  test('comes after legs were emptied at the first month end', () => {
    const legs = legsOf({ at_period_end: 'flush' }, both, '3026-11-30T23:59:59Z');
    expect(legs).toBe('3500.00,3100.00,31,10,10,2500.00,2100.00,0.00,0.00');
  });

  test('finds what happened after a long silence', () => {
    const late = [
      sale(12, 2, '100', { at: '2100-02-28T10:00:00Z' }),
      sale(13, 3, '100', { at: '2100-03-01T10:00:00Z' }),
    ];
    const { lines } = outcomeOf(pairsOnly({}), three, late, '9999-12-31T23:59:59Z');
    expect(lines).toEqual(['1,pair,0,day:2100-03-01,10.00,1,10.00,']);
  });
});

describe('a refund where volume expires', () => {
  test('takes the oldest volume, as pairs do', () => {
    const sales = [
      sale(10, 2, '100', { at: '2026-10-10T00:00:00Z' }),
      sale(11, 2, '100', { at: '2026-11-10T00:00:00Z' }),
      sale(12, 2, '-60', { at: '2026-12-10T00:00:00Z', refundOf: 10 }),
    ];
    const legs = legsOf({ at_period_end: 'expire', expire_after: 2 }, sales, '2026-12-31T23:59:59Z');
    expect(legs).toBe('140.00,0.00,0,0,0,40.00,0.00,100.00,0.00');
  });
});

describe('ranks at a month end that is past', () => {
  const plan = preset('binary-classic', {
    binary: null,
    ranks: { tree: 'placement', paid_as_by: [{ name: 'A', downline: 2 }] },
    levels: { tree: 'placement', rates_bp: [500], compression: 'dynamic', min_rank: ['A'] },
  });
  const late = member(3, [1, 1], { joinedAt: '2026-11-10T00:00:00Z' });
  const paid = (at: string) =>
    outcomeOf(plan, [member(1, null), member(2, [1, 0]), late], [sale(9, 2, '100', { at })]).lines;

  test('count whoever stands in the tree, also who joined later', () => {
    expect(paid('2026-11-05T00:00:00Z')).toEqual(['1,level,1,sale:9,100.00,1,5.00,']);
  });

  test('are none before the first month of the replay has ended', () => {
    expect(paid('2026-10-31T00:00:00Z')).toEqual([]);
  });
});

describe('the sponsor and the parents of a member', () => {
  test('earn from sales before they joined', () => {
    const early = '2026-09-01T00:00:00Z';
    const plan = preset('telemarketing');
    const { lines } = outcomeOf(
      plan,
      [member(1, null), member(2, [1, 0])],
      [sale(9, 2, '100', { seller: 2, at: early })],
    );
    expect(lines).toEqual(['1,binary_match,1,sale:9,100.00,1,5.00,', '2,direct_sale,0,sale:9,100.00,1,10.00,']);
  });
});

describe('levels that nobody gets', () => {
  test('are less by what refunds take back, and none once all is refunded', () => {
    const plan = preset('telemarketing');
    const breakage = (refunded: string) =>
      outcomeOf(plan, [member(1, null)], [sale(9, 1, '33.33', { seller: 1 }), sale(10, 1, refunded, { refundOf: 9 })])
        .totals.breakage;
    expect(breakage('-13.33')).toBe('1.00');
    expect(breakage('-33.33')).toBe('0.00');
  });
});
