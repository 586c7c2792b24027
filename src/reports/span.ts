import { DateTime } from 'luxon';
import { z } from 'zod';
import { invalidField } from '../core/errors.js';
import { businessDay, dayEnd, dayStart } from '../core/period.js';
import type { BusinessDay } from '../core/period.js';

const day = z.iso.date('is not a day such as 2026-11-30');

/** The asked days, both included; left out: the thirty days up to today. */
export const spanInput = z.strictObject({ from: day.optional(), to: day.optional() });

/** Some business days in a row, from the first moment to the one after the last. */
export interface Span {
  first: BusinessDay;
  last: BusinessDay;
  from: Date;
  until: Date;
  days: number;
}

const longest = 400;

const daysBetween = (first: BusinessDay, last: BusinessDay): number =>
  Math.round(DateTime.fromISO(last, { zone: 'utc' }).diff(DateTime.fromISO(first, { zone: 'utc' }), 'days').days) + 1;

const shift = (from: BusinessDay, days: number): BusinessDay =>
  DateTime.fromISO(from, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');

/** Reads the asked days on the clock of a time zone. */
export function spanOf({ from, to }: z.output<typeof spanInput>, timeZone: string, now: Date): Span {
  const last = to ?? businessDay(now, timeZone);
  const first = from ?? shift(last, -29);
  if (first > last) throw invalidField('from', 'lies after the last day');
  const days = daysBetween(first, last);
  if (days > longest) throw invalidField('from', `is more than ${String(longest)} days before the last day`);
  return { first, last, from: dayStart(first, timeZone), until: dayEnd(last, timeZone), days };
}

/** As many days right before. */
export function spanBefore({ first, days, from }: Span, timeZone: string): Span {
  const [start, end] = [shift(first, -days), shift(first, -1)];
  return { first: start, last: end, from: dayStart(start, timeZone), until: from, days };
}

/** The points of a line over the span: hours up to seven days, else days, as PostgreSQL's to_char writes them. */
export function pointsOf({ first, days }: Span): { format: string; labels: string[] } {
  const all = Array.from({ length: days }, (_, index) => shift(first, index));
  if (days > 7) return { format: 'YYYY-MM-DD', labels: all };
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  return { format: 'YYYY-MM-DD HH24":00"', labels: all.flatMap((date) => hours.map((hour) => `${date} ${hour}`)) };
}
