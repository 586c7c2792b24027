import { describe, expect, test } from '@jest/globals';
import { dayAfter, dayAt, endsMonth, labelOf, windowOf } from '../../../src/commissions/engine/calendar.js';

const us = (text: string): number => Date.parse(text) * 1000;

describe('a business day', () => {
  test('holds its first microsecond and not its last', () => {
    const { start, end } = dayAt(us('2026-11-30T12:00:00Z'), 'Asia/Kolkata');
    expect([start, end]).toEqual([us('2026-11-29T18:30:00Z'), us('2026-11-30T18:30:00Z')]);
    expect(dayAt(end - 1, 'Asia/Kolkata').label).toBe('2026-11-30');
    expect(dayAt(end, 'Asia/Kolkata').label).toBe('2026-12-01');
  });

  test('follows another without a gap, over clock changes too', () => {
    let day = dayAt(us('2026-02-27T12:00:00Z'), 'America/New_York');
    for (let step = 0; step < 300; step++) {
      const next = dayAfter(day, 'America/New_York');
      expect([next.start, next.number, next.label]).toEqual([day.end, day.number + 1, labelOf(day.number + 1)]);
      expect(next).toEqual(dayAt(next.start, 'America/New_York'));
      day = next;
    }
  });
});

describe('the end of a month', () => {
  const last = dayAt(us('2026-11-30T12:00:00Z'), 'Asia/Kolkata');

  test.each([
    ['2026-11-30T18:29:58.999Z', false],
    ['2026-11-30T18:29:59Z', true],
    ['2026-11-30T18:29:59.999Z', true],
    ['2026-12-10T00:00:00Z', true],
  ])('as of %s is applied: %s', (asOf, applied) => {
    expect(endsMonth(last, us(asOf))).toBe(applied);
  });

  test('is not at the end of another day', () => {
    expect(endsMonth(dayAt(us('2026-11-29T12:00:00Z'), 'Asia/Kolkata'), us('2027-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('windows of caps', () => {
  const number = (label: string): number => Date.parse(label) / 86_400_000;

  test('are a day, a month or a lifetime', () => {
    const days = ['2026-11-29', '2026-11-30', '2026-12-01', '2027-11-30'].map(number);
    expect(new Set(days.map((day) => windowOf(day, 'day'))).size).toBe(4);
    expect(new Set(days.map((day) => windowOf(day, 'month'))).size).toBe(3);
    expect(new Set(days.map((day) => windowOf(day, 'lifetime'))).size).toBe(1);
  });
});
