import { dayAfter, dayAt, lastDayOfMonth } from './calendar.js';
import type { Day } from './calendar.js';
import type { Chronology } from './chronology.js';
import { endsMatter, monthsToRest } from './closing.js';
import type { ClosingInput } from './closing.js';

/** Steps over days on which nothing happens, nothing is tried again and no month ends that could change anything. */
export class Idle {
  private readonly endsMatter: boolean;
  private readonly monthsToRest: number;
  /** Months' ends since the last day on which anything happened. */
  private quietMonths = 0;

  constructor(
    private readonly parts: ClosingInput & { chronology: Chronology },
    private readonly zone: string,
  ) {
    this.endsMatter = endsMatter(parts.plan);
    this.monthsToRest = monthsToRest(parts.plan);
  }

  /** Hears of a day before anything happens on it. */
  note(day: Day): void {
    if (this.isLively(day)) this.quietMonths = 0;
    if (day.lastOfMonth) this.quietMonths++;
  }

  /** The next day that has to be computed; undefined when there is none. */
  dayAfter(day: Day): Day | undefined {
    const tomorrow = dayAfter(day, this.zone);
    if (this.isLively(tomorrow)) return tomorrow;
    const { next } = this.parts.chronology;
    const end = this.minds ? lastDayOfMonth(tomorrow, this.zone) : undefined;
    if (end && end.start < next) return end;
    return next === Infinity ? undefined : dayAt(next, this.zone);
  }

  /** Whether the month's end may change anything, or pairs wait for the month after. */
  private get minds(): boolean {
    const changes = this.endsMatter && this.quietMonths <= this.monthsToRest;
    return changes || this.parts.matching?.isWaitingForMonth === true;
  }

  private isLively(day: Day): boolean {
    return this.parts.chronology.next < day.end || this.parts.matching?.triesAgainOn(day) === true;
  }
}
