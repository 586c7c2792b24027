import { describe, expect, test } from '@jest/globals';
import { member, outcomeOf, preset, rowOf, sale } from './oracle/drafts.js';

const depth = 100_000;
const chain = (rest: Parameters<typeof member>[2]) =>
  Array.from({ length: depth }, (_, index) => member(index + 1, index === 0 ? null : [index, 0], rest));

describe('a tree 100,000 deep', () => {
  test('adds every sale to the legs of everyone above', () => {
    const sales = Array.from({ length: 200 }, (_, index) => sale(index + 1, depth - index, '10.00'));
    const { legs, ranks } = outcomeOf(preset('binary-classic', { levels: null }), chain({}), sales);
    expect(rowOf(legs, 1)).toBe('2000.00,0.00,0,0,0,0.00,0.00,2000.00,0.00');
    expect(rowOf(ranks, 1)).toBe(`,${depth - 1},1,2000.00`);
  });

  test('pays levels over 99,999 inactive members', () => {
    const [root, ...rest] = chain({ active: false });
    const members = root ? [{ ...root, active: true }, ...rest] : [];
    const sales = Array.from({ length: 1000 }, (_, index) => sale(index + 1, depth - index, '10.00'));
    const { lines } = outcomeOf(preset('binary-classic', { binary: null }), members, sales);
    expect(lines[999]).toBe('1,level,1,sale:1000,10.00,1,0.50,');
    expect(lines).toHaveLength(1000);
  });

  test('counts activated directs far below', () => {
    const days = ['01', '02', '03'].map((day) => `2026-11-${day}T00:00:00Z`);
    const members = chain({}).map((one, index) =>
      index < depth - 3 ? one : { ...one, sponsor: 1, activatedAt: days[index - depth + 3] ?? null },
    );
    const right = member(depth + 1, [1, 1], { activatedAt: '2026-11-01T00:00:00Z', sponsor: null });
    const { lines } = outcomeOf(preset('ev-distribution-2026', { referral: null }), [...members, right]);
    expect(lines).toEqual(['1,pair,0,day:2026-11-03,2000.00,1,0.00,first_pair']);
  });
});
