import { describe, expect, test } from '@jest/globals';
import { member, outcomeOf, preset, rowOf } from './oracle/drafts.js';
import type { Member } from './oracle/world.js';

const owner = 1;

/** Members of one outer leg below the owner, each activated at its moment; sponsored by nobody unless said. */
function leg(slot: number, moments: (string | null)[], sponsor: number | null = null): Member[] {
  const first = slot === 0 ? 100 : 200;
  return moments.map((activatedAt, index) => {
    const under: [number, number] = index === 0 ? [owner, slot] : [first + index - 1, slot];
    return member(first + index, under, { activatedAt, sponsor });
  });
}

const days = (from: number, count: number, month = '11') =>
  Array.from({ length: count }, (_, index) => `2026-${month}-${String(from + index).padStart(2, '0')}T06:00:00Z`);
const at = (moment: string, count: number) => Array.from({ length: count }, () => moment);

/** The owner's lines but for referral bonuses, without the leading columns that are the same. */
const ownerLines = (lines: string[]) =>
  lines
    .filter((line) => line.startsWith('1,') && !line.includes('referral') && !line.includes('member:'))
    .map((line) => line.replace(/^1,(\w+),0,day:2026-(\d\d-\d\d)/, '$1 $2'));

const pairs = (lines: string[]) => ownerLines(lines).filter((line) => line.startsWith('pair'));

describe('ev-distribution: 2,000 a pair', () => {
  const plan = preset('ev-distribution');
  const daily = (activatedAt: string | null) => [
    member(owner, null, { activatedAt }),
    ...leg(0, days(1, 7)),
    ...leg(1, days(1, 7)),
  ];

  test('pairs 1 to 5 of a member who is not Active Buyer pay in full, pair 6 pays 1,600 and 400 to instalments', () => {
    const lines = ownerLines(outcomeOf(plan, daily(null)).lines);
    expect(lines.filter((line) => line.startsWith('pair'))).toEqual(
      days(1, 7).map((day) => `pair ${day.slice(5, 10)},2000.00,1,2000.00,`),
    );
    expect(lines.filter((line) => line.startsWith('instalment'))).toEqual([
      'instalment 11-06,2000.00,1,-400.00,',
      'instalment 11-07,2000.00,1,-400.00,',
    ]);
  });

  test('an Active Buyer gets 2,000 of pair 6 too, from the day of becoming one', () => {
    const all = ownerLines(outcomeOf(plan, daily('2026-10-20T00:00:00Z')).lines);
    expect(all.filter((line) => line.startsWith('instalment'))).toEqual([]);
    const late = ownerLines(outcomeOf(plan, daily('2026-11-07T18:29:59Z')).lines);
    expect(late.filter((line) => line.startsWith('instalment'))).toEqual(['instalment 11-06,2000.00,1,-400.00,']);
  });

  test('a day with pairs 4 to 7 takes the 20 % of pairs 6 and 7 only', () => {
    const batch = [...days(1, 3), ...at('2026-11-04T06:00:00Z', 4)];
    const lines = ownerLines(outcomeOf(plan, [member(owner, null), ...leg(0, batch), ...leg(1, batch)]).lines);
    expect(lines.filter((line) => line.includes('11-04'))).toEqual([
      'instalment 11-04,4000.00,2,-800.00,',
      'pair 11-04,2000.00,4,8000.00,',
    ]);
  });

  test('the 11th pair of a month waits for the next month', () => {
    const many = at('2026-11-02T06:00:00Z', 11);
    const members = [member(owner, null, { activatedAt: '2026-10-01T00:00:00Z' }), ...leg(0, many), ...leg(1, many)];
    expect(pairs(outcomeOf(plan, members).lines)).toEqual(['pair 11-02,2000.00,10,20000.00,monthly_cap']);
    expect(rowOf(outcomeOf(plan, members).legs, owner)).toBe('11,11,11,10,10,0,0,1,1');
    const december = outcomeOf(plan, members, [], '2026-11-30T18:30:00Z');
    expect(pairs(december.lines)).toEqual([
      'pair 11-02,2000.00,10,20000.00,monthly_cap',
      'pair 12-01,2000.00,1,2000.00,',
    ]);
  });

  test('no tax is taken at credit: the README rule is for payouts', () => {
    expect(outcomeOf(plan, daily(null)).totals.by_kind).not.toHaveProperty('tax');
  });

  test('an inactive owner forms nothing while the legs carry', () => {
    const members = [member(owner, null, { active: false }), ...leg(0, days(1, 2)), ...leg(1, days(1, 3))];
    const { lines, legs } = outcomeOf(plan, members);
    expect([pairs(lines), rowOf(legs, owner)]).toEqual([[], '2,3,2,0,0,0,0,2,3']);
  });
});

describe('ev-distribution-2026', () => {
  const plan = preset('ev-distribution-2026');
  const buyer = { activatedAt: '2026-10-01T00:00:00Z' };
  /** A network whose owner sponsored the three that activate him. */
  const network = (moments: string[], rest: Partial<Member> = buyer) => [
    member(owner, null, rest),
    ...leg(0, moments, owner),
    ...leg(1, moments),
  ];

  test('forms nothing before three activated directs, then with all that the legs collected', () => {
    const members = network(days(1, 4));
    const before = outcomeOf(plan, members, [], '2026-11-02T12:00:00Z');
    expect([pairs(before.lines), rowOf(before.legs, owner)]).toEqual([[], '2,2,2,0,0,0,0,2,2']);
    const after = outcomeOf(plan, members, [], '2026-11-03T12:00:00Z');
    expect(pairs(after.lines)).toEqual(['pair 11-03,2000.00,3,4000.00,first_pair']);
    expect(rowOf(after.legs, owner)).toBe('3,3,3,3,2,0,0,0,0');
  });

  test('directs who stand elsewhere do not count', () => {
    const elsewhere = [member(50, null), member(51, [50, 0], { sponsor: owner, activatedAt: '2026-11-01T00:00:00Z' })];
    const members = [member(owner, null), ...leg(0, days(1, 2), owner), ...leg(1, days(1, 2)), ...elsewhere];
    expect(pairs(outcomeOf(plan, members).lines)).toEqual([]);
  });

  const directs = [60, 61, 62].map((id, index) => [
    member(id, index === 0 ? [owner, 0] : [id - 1, 0], { sponsor: owner, activatedAt: '2026-10-05T06:00:00Z' }),
  ]);

  /** The three directs stand at the top of the left leg, so pairs follow what the right leg gets. */
  const led = (right: string[], rest: Partial<Member> = buyer) => [
    member(owner, null, rest),
    ...directs.flat(),
    ...at('2026-10-05T06:00:00Z', 20).map((activatedAt, index) =>
      member(300 + index, [index === 0 ? 62 : 299 + index, 0], { activatedAt, sponsor: null }),
    ),
    ...leg(1, right),
  ];

  test('pair 1 pays 0 with reason first_pair, pair 2 pays 1,600', () => {
    const { lines } = outcomeOf(plan, led(days(2, 2)));
    expect(ownerLines(lines)).toEqual([
      'pair 11-02,2000.00,1,0.00,first_pair',
      'pair 11-03,2000.00,1,2000.00,',
      'tax 11-03,2000.00,1,-400.00,',
    ]);
  });

  test('pair 6 of an Active Buyer: the instalment is waived where nothing is due', () => {
    const lines = ownerLines(outcomeOf(plan, led(days(2, 6))).lines).filter((line) => line.includes('11-07'));
    expect(lines).toEqual(['pair 11-07,2000.00,1,2000.00,', 'tax 11-07,2000.00,1,-400.00,']);
  });

  test('the 11th pair of a day waits with reason daily_cap', () => {
    const { lines } = outcomeOf(plan, led(at('2026-11-02T06:00:00Z', 11)));
    expect(pairs(lines)).toEqual([
      'pair 11-02,2000.00,10,18000.00,first_pair;daily_cap',
      'pair 11-03,2000.00,1,2000.00,',
    ]);
  });

  test('who is not an Active Buyer stops at five pairs formed, and goes on after becoming one', () => {
    const never = outcomeOf(plan, led(days(2, 7), { activatedAt: null }));
    expect(pairs(never.lines)).toHaveLength(5);
    expect(rowOf(never.legs, owner)).toBe('23,7,7,5,4,0,0,18,2');
    const later = outcomeOf(plan, led(days(2, 7), { activatedAt: '2026-11-10T06:00:00Z' }));
    expect(pairs(later.lines).at(-1)).toBe('pair 11-10,2000.00,2,4000.00,');
  });

  test('who is not an Active Buyer stops at 10,000 net: the last pair pays what still fits', () => {
    const bonuses = Array.from({ length: 12 }, (_, index) =>
      member(70 + index, [index === 0 ? 319 : 69 + index, 0], { sponsor: owner, activatedAt: '2026-10-06T06:00:00Z' }),
    );
    const members = [...led(days(2, 4), { activatedAt: null }), ...bonuses.slice(0, 6)];
    const { lines, legs } = outcomeOf(plan, members);
    expect(ownerLines(lines)).toEqual(
      [
        'pair 11-02,2000.00,1,0.00,first_pair',
        'pair 11-03,2000.00,1,2000.00,',
        'tax 11-03,2000.00,1,-400.00,',
        'pair 11-04,2000.00,1,1500.00,inactive_limit',
        'tax 11-04,1500.00,1,-300.00,',
      ].sort(),
    );
    expect(rowOf(legs, owner)).toBe('29,4,4,3,2,0,0,26,1');
  });
});
