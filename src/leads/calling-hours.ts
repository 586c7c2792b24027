import { DateTime } from 'luxon';

/** From this time of the day until that one, "09:00" and "20:00", on a clock of the time zone. */
export interface CallingHours {
  from: string;
  until: string;
  timeZone: string;
}

/** Whether a number may be called at that moment; hours over midnight ("20:00" until "02:00") are meant so. */
export function isCallingTime(at: Date, { from, until, timeZone }: CallingHours): boolean {
  const time = DateTime.fromJSDate(at, { zone: timeZone }).toFormat('HH:mm');
  return from <= until ? from <= time && time < until : from <= time || time < until;
}
