import { formatAmount } from '../../core/money.js';
import type { Plan } from '../../programs/plan-document.js';
import { grossOf } from '../engine/binary.js';
import { windowOf } from '../engine/calendar.js';
import type { PairDay } from './pair-line.js';
import type { Facts } from './phrase.js';
import type { PaidDay } from './run-rows.js';
import { wasActiveBuyer } from './standing-at.js';

/** What a cap's window and the limit for whoever is no Active Buyer left room for on a day, each with what it is of. */
export async function roomFacts(asked: PairDay, cap: number | null): Promise<Facts> {
  return { cap_window: cap === null ? null : windowFacts(asked, cap), limit: await limitFacts(asked) };
}

function windowFacts({ rules, known, day }: PairDay, cap: number): Facts {
  const per = rules.cap?.per ?? 'lifetime';
  const window = (label: string): number => windowOf(Date.parse(label) / 86_400_000, per);
  const before = known.days
    .filter((one) => one.day < day.day && window(one.day) === window(day.day))
    .reduce((sum, { formed }) => sum + formed, openedIn(known.state, window(day.day)));
  const isUndone = known.undone.some((one) => one.day <= day.day);
  // Of pairs that were undone it is not known in which window they had been formed.
  return { cap, per, formed_before: isUndone ? null : before, room: isUndone ? null : Math.max(0, cap - before) };
}

/** Pairs of a window that the run found; for life all count, whichever version of the plan had formed them. */
function openedIn(state: PairDay['known']['state'], window: number): number {
  if (window === windowOf(0, 'lifetime')) return state?.opened_pairs ?? 0;
  return state?.opened_window === window ? (state.opened_window_pairs ?? 0) : 0;
}

async function limitFacts(asked: PairDay): Promise<Facts | null> {
  const { line, rules, day } = asked;
  const { inactive_limit: limit } = rules;
  if (!limit || (await wasActiveBuyer(line.beneficiaryId, day.until))) return null;
  const credited = creditedBefore(asked, limit.net);
  return {
    pairs: limit.pairs,
    net: formatAmount(limit.net),
    credited_before: credited === null ? null : formatAmount(credited),
  };
}

const netOf = ({ amount, tax, instalment }: PaidDay): bigint => amount - tax - instalment;

/**
 * What had been credited when a day's pairs were formed. A pair that pays in part says it, for it fills what was left;
 * of the others it is known where nothing but pairs is ever credited.
 */
function creditedBefore({ line, run, rules, known, day }: PairDay, net: bigint): bigint | null {
  const own = known.paid.find((one) => one.day === day.day);
  if (own && line.amount < grossOf(rules, day.formedBefore, day.formed)) return net - netOf(own);
  const opened = known.state?.opened_net ?? null;
  if (opened === null || paysEvents(run.plan.document)) return null;
  return known.paid.filter((one) => one.day < day.day).reduce((sum, one) => sum + netOf(one), opened);
}

const paysEvents = ({ seller, levels, referral }: Plan): boolean =>
  seller !== undefined || levels !== undefined || referral !== undefined;
