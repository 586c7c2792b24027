import { DateTime, IANAZone } from 'luxon';

/** A calendar day of a business time zone, "2026-11-30"; such texts sort as days do. */
export type BusinessDay = string;

/** A calendar month of a business time zone, "2026-11". */
export type BusinessMonth = string;

/** The windows that caps and closes count in. */
export type Window = 'day' | 'month' | 'lifetime';

export const isTimeZone = (zone: string): boolean => IANAZone.isValidZone(zone);

/** The business day that contains a moment. */
export function businessDay(at: Date, zone: string): BusinessDay {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd');
}

/** The business month that contains a moment. */
export function businessMonth(at: Date, zone: string): BusinessMonth {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM');
}

export const monthOf = (day: BusinessDay): BusinessMonth => day.slice(0, 7);

export const firstDayOf = (month: BusinessMonth): BusinessDay => `${month}-01`;

export function nextDay(day: BusinessDay): BusinessDay {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

export function nextMonth(month: BusinessMonth): BusinessMonth {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

/**
 * The first moment of a day; where midnight is skipped by a clock change, the first moment that exists, and where it
 * comes twice, the first of the two.
 */
export function dayStart(day: BusinessDay, zone: string): Date {
  const midnight = DateTime.fromISO(day, { zone }).startOf('day');
  return (midnight.getPossibleOffsets()[0] ?? midnight).toJSDate();
}

/** The first moment after a day: a day holds start <= moment < end, whatever its length. */
export const dayEnd = (day: BusinessDay, zone: string): Date => dayStart(nextDay(day), zone);

export const monthStart = (month: BusinessMonth, zone: string): Date => dayStart(firstDayOf(month), zone);

/** The first moment after a month. */
export const monthEnd = (month: BusinessMonth, zone: string): Date => monthStart(nextMonth(month), zone);

/** Which calendar window a day falls in: two days with the same key share a cap. */
export function windowKey(day: BusinessDay, window: Window): string {
  if (window === 'lifetime') return 'lifetime';
  return window === 'month' ? monthOf(day) : day;
}

/** The financial year (April to March) of a day, by the year it begins in. */
export function financialYear(day: BusinessDay): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 4 ? year : year - 1;
}
