import { dayAt } from '../engine/calendar.js';
import type { Segment } from '../runs/segments.js';
import type { MonthFacts } from './load-trial.js';

/** From so many rows on, a month is not computed in one go: the worker has to say now and then that it lives. */
const many_rows = 200_000;
const days_us = 6 * 86_400_000_000;

/** Days in a row that are computed without a break; few of them where there is much to compute. */
export function shortSegments(segments: readonly Segment[], month: MonthFacts, zone: string): readonly Segment[] {
  if (month.network.ids.length + month.sales.ids.length < many_rows) return segments;
  return segments.flatMap((segment) => {
    const starts = startsIn(segment, zone);
    return starts.map((from, index) => ({ ...segment, from, cutoff: (starts[index + 1] ?? segment.cutoff + 1) - 1 }));
  });
}

/** Every few days the beginning of a business day. */
function startsIn({ from, cutoff }: Segment, zone: string): number[] {
  const starts = [from];
  for (let at = dayAt(from + days_us, zone).start; at <= cutoff; at = dayAt(at + days_us, zone).start) starts.push(at);
  return starts;
}
