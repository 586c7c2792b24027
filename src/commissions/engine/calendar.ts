import {
  businessDay,
  dayEnd,
  dayStart,
  financialYear,
  firstDayOf,
  monthOf,
  nextDay,
  nextMonth,
} from '../../core/period.js';
import type { BusinessDay, Window } from '../../core/period.js';

/** One business day as the engine steps through it; moments are microseconds since 1970. */
export interface Day {
  label: BusinessDay;
  /** Days since 1970-01-01, which is what lines store. */
  number: number;
  start: number;
  /** The first moment after it. */
  end: number;
  lastOfMonth: boolean;
  financialYear: number;
}

const msPerDay = 86_400_000;

export const microseconds = (at: Date): number => at.getTime() * 1000;

/** The business day that contains a moment. */
export function dayAt(moment: number, zone: string): Day {
  const label = businessDay(new Date(Math.floor(moment / 1000)), zone);
  return dayFrom(label, microseconds(dayStart(label, zone)), zone);
}

/** The last day of the month that a day is in. */
export function lastDayOfMonth(day: Day, zone: string): Day {
  const label = dayBefore(firstDayOf(nextMonth(monthOf(day.label))));
  return dayFrom(label, microseconds(dayStart(label, zone)), zone);
}

const dayBefore = (label: BusinessDay): BusinessDay => labelOf(Date.parse(label) / msPerDay - 1);

export const dayAfter = (day: Day, zone: string): Day => dayFrom(nextDay(day.label), day.end, zone);

/** "2026-11-30" for the number of a day. */
export const labelOf = (number: number): BusinessDay => new Date(number * msPerDay).toISOString().slice(0, 10);

/** Which calendar window a day's pairs count in; days with equal keys share a cap. */
export function windowOf(day: number, window: Window): number {
  if (window === 'lifetime') return 0;
  return window === 'day' ? day : Number(labelOf(day).slice(0, 7).replace('-', ''));
}

/** Whether a month's end is applied by a cut-off: it has passed, or the cut-off is in the month's last second. */
export const endsMonth = (day: Day, cutoff: number): boolean => day.lastOfMonth && cutoff >= day.end - 1_000_000;

function dayFrom(label: BusinessDay, start: number, zone: string): Day {
  return {
    label,
    number: Date.parse(label) / msPerDay,
    start,
    end: microseconds(dayEnd(label, zone)),
    lastOfMonth: nextDay(label).endsWith('-01'),
    financialYear: financialYear(label),
  };
}
