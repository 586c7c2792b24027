import type { Transaction } from 'sequelize';
import { invalidField } from '../../core/errors.js';
import { businessMonth, monthStart, nextMonth } from '../../core/period.js';
import type { BusinessMonth } from '../../core/period.js';
import type { Program } from '../../programs/program.js';
import { frontierOf } from '../runs/frontier.js';

/** How many months are offered to choose from. */
const offered = 12;

/**
 * The first month that a new version of the plan can begin with: none of its days is counted yet, nor about to be by a
 * run under way, and so it is not closed either. Null where nothing was ever counted.
 */
export async function firstPossibleMonth({ id, timeZone }: Program, tx?: Transaction): Promise<BusinessMonth | null> {
  const frontier = await frontierOf(id, tx);
  if (frontier === null) return null;
  const month = businessMonth(frontier, timeZone);
  return monthStart(month, timeZone) < frontier ? nextMonth(month) : month;
}

/** The months to choose from, the first possible one first; this month where nothing was ever counted. */
export async function possibleMonths(program: Program, now: Date, tx?: Transaction): Promise<BusinessMonth[]> {
  let month = (await firstPossibleMonth(program, tx)) ?? businessMonth(now, program.timeZone);
  const months: BusinessMonth[] = [];
  for (; months.length < offered; month = nextMonth(month)) months.push(month);
  return months;
}

/** A version never begins in a month that is closed, or of which some days are counted. */
export async function refuseCountedMonth(program: Program, effectiveFrom: Date, tx: Transaction): Promise<void> {
  const first = await firstPossibleMonth(program, tx);
  const month = businessMonth(effectiveFrom, program.timeZone);
  if (first === null || month >= first) return;
  const message = `is closed or being counted already: ${first} is the first possible month`;
  throw invalidField('effectiveMonth', message, 'counted_already');
}
