import { describe, expect, test } from '@jest/globals';
import * as period from '../../src/core/period.js';

const at = (text: string): Date => new Date(text);

describe('the business day of a moment', () => {
  test('changes at midnight of the business zone, to the millisecond', () => {
    expect(period.businessDay(at('2026-11-30T18:29:59.999Z'), 'Asia/Kolkata')).toBe('2026-11-30');
    expect(period.businessDay(at('2026-11-30T18:30:00.000Z'), 'Asia/Kolkata')).toBe('2026-12-01');
    expect(period.businessMonth(at('2026-11-30T18:30:00.000Z'), 'Asia/Kolkata')).toBe('2026-12');
  });

  test('holds start <= moment < end', () => {
    const start = period.dayStart('2026-11-30', 'Asia/Dhaka');
    const end = period.dayEnd('2026-11-30', 'Asia/Dhaka');
    expect([start.toISOString(), end.toISOString()]).toEqual(['2026-11-29T18:00:00.000Z', '2026-11-30T18:00:00.000Z']);
    expect(period.businessDay(start, 'Asia/Dhaka')).toBe('2026-11-30');
    expect(period.businessDay(end, 'Asia/Dhaka')).toBe('2026-12-01');
  });

  test.each([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
    ['2026-11-02', 24],
  ])('%s in New York has %d hours', (day, hours) => {
    const zone = 'America/New_York';
    expect(period.dayEnd(day, zone).getTime() - period.dayStart(day, zone).getTime()).toBe(hours * 3_600_000);
  });

  test('begins at the first moment that exists where the clock skips midnight', () => {
    expect(period.dayStart('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  test.each([
    ['America/Havana', '2026-11-01'],
    ['Atlantic/Azores', '2026-10-25'],
  ])('begins at the first midnight where the clock of %s goes back over it', (zone, day) => {
    const start = period.dayStart(day, zone);
    expect(period.businessDay(start, zone)).toBe(day);
    expect(period.businessDay(new Date(start.getTime() - 1), zone) < day).toBe(true);
    expect(period.dayEnd(day, zone).getTime() - start.getTime()).toBe(25 * 3_600_000);
  });
});

describe('months and windows', () => {
  test('follow one another over the year', () => {
    expect([period.nextDay('2026-12-31'), period.nextMonth('2026-12')]).toEqual(['2027-01-01', '2027-01']);
    expect([period.nextDay('2028-02-28'), period.monthOf('2028-02-29')]).toEqual(['2028-02-29', '2028-02']);
  });

  test('a month ends where the next begins', () => {
    expect(period.monthEnd('2026-11', 'Asia/Kolkata')).toEqual(period.monthStart('2026-12', 'Asia/Kolkata'));
  });

  test('two days share a cap exactly when they share its window', () => {
    const keys = (window: period.Window): string[] =>
      ['2026-11-29', '2026-11-30', '2026-12-01'].map((day) => period.windowKey(day, window));
    expect(new Set(keys('day')).size).toBe(3);
    expect(new Set(keys('month')).size).toBe(2);
    expect(new Set(keys('lifetime')).size).toBe(1);
  });

  test('the financial year begins in April', () => {
    expect(period.financialYear('2026-03-31')).toBe(2025);
    expect(period.financialYear('2026-04-01')).toBe(2026);
  });

  test('only real zones are zones', () => {
    expect([period.isTimeZone('Asia/Dhaka'), period.isTimeZone('Mars/Olympus')]).toEqual([true, false]);
  });
});
