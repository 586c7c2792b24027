import { describe, expect, test } from '@jest/globals';
import { microseconds } from '../../../src/commissions/engine/calendar.js';
import type { Segment } from '../../../src/commissions/runs/segments.js';
import type { MonthFacts } from '../../../src/commissions/trials/load-trial.js';
import { shortSegments } from '../../../src/commissions/trials/short-segments.js';
import { dayStart } from '../../../src/core/period.js';

const zone = 'Europe/Berlin';
const at = (day: string): number => microseconds(dayStart(day, zone));
const rows = (members: number): MonthFacts =>
  ({ network: { ids: { length: members } }, sales: { ids: { length: 0 } } }) as MonthFacts;
const cut = (from: string, until: string, members: number) =>
  shortSegments([{ from: at(from), cutoff: at(until) - 1 } as Segment], rows(members), zone).map((segment) => [
    segment.from,
    segment.cutoff,
  ]);

describe('days that are computed without a break', () => {
  test('are few where there is much to compute, and leave none out over a change of clocks', () => {
    expect(cut('2026-10-20', '2026-11-03', 1_000_000)).toEqual([
      [at('2026-10-20'), at('2026-10-25') - 1],
      [at('2026-10-25'), at('2026-10-30') - 1],
      [at('2026-10-30'), at('2026-11-03') - 1],
    ]);
  });

  test('are all of them where there is little', () => {
    expect(cut('2026-10-01', '2026-11-01', 10)).toEqual([[at('2026-10-01'), at('2026-11-01') - 1]]);
  });
});
