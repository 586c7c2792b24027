import { describe, expect, test } from '@jest/globals';
import { member, outcomeOf, preset, rowOf, sale } from './oracle/drafts.js';
import type { Sale } from './oracle/world.js';

const noLevels = { levels: null };
const three = [member(1, null), member(2, [1, 0]), member(3, [1, 1])];

/** One owner with volume on the left and on the right, and what came of it. */
function matched(left: string, right: string, binary: Record<string, unknown> = {}, more: Sale[] = [], asOf?: string) {
  const plan = preset('binary-classic', { ...noLevels, binary });
  const sales = [sale(10, 2, left), sale(11, 3, right), ...more];
  const { lines, legs } = outcomeOf(plan, three, sales, asOf);
  return { lines, legs: rowOf(legs, 1) };
}

const pairLine = (day: string, pairs: number, amount: string, reason = '') =>
  `1,pair,0,day:${day},10.00,${pairs},${amount},${reason}`;

describe('pairs by volume, 100 a side', () => {
  test('left 250, right 120: one pair, carry 150 and 20', () => {
    const { lines, legs } = matched('250', '120');
    expect(lines).toEqual([pairLine('2026-11-03', 1, '10.00')]);
    expect(legs).toBe('250.00,120.00,1,1,1,0.00,0.00,150.00,20.00');
  });

  test('left 1500, right 1200, cap 10, flush: possible 12, formed 10, carry 300 and 0, flushed 200 and 200', () => {
    const { lines, legs } = matched('1500', '1200', { on_cap: 'flush' });
    expect(lines).toEqual([pairLine('2026-11-03', 10, '100.00', 'monthly_cap')]);
    expect(legs).toBe('1500.00,1200.00,12,10,10,200.00,200.00,300.00,0.00');
  });

  test('the same with carry: formed 10, carry 500 and 200', () => {
    expect(matched('1500', '1200').legs).toBe('1500.00,1200.00,12,10,10,0.00,0.00,500.00,200.00');
  });

  test('flush at period end: carry 0 and 0', () => {
    const end = '2026-11-30T23:59:59Z';
    expect(matched('250', '120', { at_period_end: 'flush' }, [], end).legs).toBe(
      '250.00,120.00,1,1,1,150.00,20.00,0.00,0.00',
    );
    const before = '2026-11-30T23:59:58Z';
    expect(matched('250', '120', { at_period_end: 'flush' }, [], before).legs).toMatch(/150.00,20.00$/);
  });

  test('left 200, right 0: no pair and no line', () => {
    expect(matched('200', '0')).toEqual({ lines: [], legs: '200.00,0.00,0,0,0,0.00,0.00,200.00,0.00' });
  });
});

describe('a refund after left 250, right 120', () => {
  const refund = (amount: string) => [sale(12, 2, `-${amount}`, { refundOf: 10, at: '2026-11-05T00:00:00Z' })];

  test('of 100 undoes nothing: carry 50 and 20, no line', () => {
    const { lines, legs } = matched('250', '120', {}, refund('100'));
    expect(lines).toEqual([pairLine('2026-11-03', 1, '10.00')]);
    expect(legs).toBe('150.00,120.00,1,1,1,0.00,0.00,50.00,20.00');
  });

  test('of 200 undoes the pair: carry 50 and 120, one line of minus what it paid, no new pair', () => {
    const { lines, legs } = matched('250', '120', {}, refund('200'));
    expect(lines).toEqual([pairLine('2026-11-03', 1, '10.00'), pairLine('2026-11-05', -1, '-10.00', 'undone')]);
    expect(legs).toBe('50.00,120.00,0,0,0,0.00,0.00,50.00,120.00');
  });
});

describe('what refunds do to caps and flushed volume', () => {
  const more = (at: string) => [sale(20, 2, '1000', { at }), sale(21, 3, '1000', { at })];
  const undo = (at: string) => [sale(12, 2, '-200', { refundOf: 10, at })];

  test('an undone pair frees room in its own cap window while that is open', () => {
    const binary = { cap: { pairs: 1, per: 'month' } };
    const { lines } = matched('200', '120', binary, [...undo('2026-11-05T00:00:00Z'), ...more('2026-11-06T00:00:00Z')]);
    expect(lines.map((line) => line.split(',').slice(3, 7).join(' '))).toEqual([
      'day:2026-11-03 10.00 1 10.00',
      'day:2026-11-05 10.00 -1 -10.00',
      'day:2026-11-06 10.00 1 10.00',
    ]);
  });

  test('an undone pair of a closed window frees none in the open one', () => {
    const later = [...undo('2026-12-02T00:00:00Z'), ...more('2026-12-03T00:00:00Z')];
    const { lines } = matched('200', '120', { cap: { pairs: 1, per: 'month' } }, later, '2026-12-10T00:00:00Z');
    expect(lines.map((line) => line.split(',').slice(3).join(' '))).toEqual([
      'day:2026-11-03 10.00 1 10.00 ',
      'day:2026-12-02 10.00 -1 -10.00 undone',
      'day:2026-12-03 10.00 1 10.00 monthly_cap',
    ]);
  });

  test('flushed volume does not come back', () => {
    const { legs } = matched('1500', '1200', { on_cap: 'flush' }, [
      sale(12, 2, '-350', { refundOf: 10, at: '2026-11-05T00:00:00Z' }),
    ]);
    expect(legs).toBe('1150.00,1200.00,11,9,9,200.00,200.00,50.00,100.00');
  });
});

describe('volume that expires', () => {
  const expiring = (asOf: string) => matched('250', '120', { at_period_end: 'expire', expire_after: 1 }, [], asOf).legs;

  test('stays through the month after the one it was added in, and is lost at its end', () => {
    expect(expiring('2026-11-30T23:59:59Z')).toBe('250.00,120.00,1,1,1,0.00,0.00,150.00,20.00');
    expect(expiring('2026-12-31T23:59:58Z')).toBe('250.00,120.00,1,1,1,0.00,0.00,150.00,20.00');
    expect(expiring('2026-12-31T23:59:59Z')).toBe('250.00,120.00,1,1,1,150.00,20.00,0.00,0.00');
  });
});

describe('the business day', () => {
  const plan = preset('binary-classic', {
    ...noLevels,
    time_zone: 'Asia/Kolkata',
    binary: { cap: { pairs: 1, per: 'day' } },
  });
  const at = (moment: string) => [sale(10, 2, '300', { at: moment }), sale(11, 3, '300', { at: moment })];
  const days = (moment: string, asOf: string) =>
    outcomeOf(plan, three, at(moment), asOf).lines.map((line) => line.split(',')[3]);

  test('ends at midnight of the plan, to the millisecond', () => {
    expect(days('2026-11-03T18:29:59.999Z', '2026-11-03T18:29:59.999Z')).toEqual(['day:2026-11-03']);
    expect(days('2026-11-03T18:30:00.000Z', '2026-11-03T18:30:00Z')).toEqual(['day:2026-11-04']);
  });

  test('lets a pair that a daily cap stopped form on the next day, and on each after it one more', () => {
    const all = days('2026-11-03T10:00:00Z', '2026-11-07T10:00:00Z');
    expect(all).toEqual(['day:2026-11-03', 'day:2026-11-04', 'day:2026-11-05']);
  });
});
