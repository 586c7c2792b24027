import { formatAmount } from '../../core/money.js';
import { windowOf } from '../engine/calendar.js';
import type { PairDay } from './pair-line.js';
import type { Facts } from './phrase.js';
import { wasActiveBuyer } from './standing-at.js';

/** What a cap's window and the limit for whoever is no Active Buyer left room for on a day, each with what it is of. */
export async function roomFacts(asked: PairDay, cap: number | null): Promise<Facts> {
  return { cap_window: cap === null ? null : windowFacts(asked, cap), limit: await limitFacts(asked) };
}

function windowFacts({ rules, known, day }: PairDay, cap: number): Facts {
  const per = rules.cap?.per ?? 'lifetime';
  const window = (label: string): number => windowOf(Date.parse(label) / 86_400_000, per);
  const { opened_window: opened, opened_window_pairs: pairs } = known.state ?? {};
  const before = known.days
    .filter((one) => one.day < day.day && window(one.day) === window(day.day))
    .reduce((sum, { formed }) => sum + formed, opened === window(day.day) ? (pairs ?? 0) : 0);
  const isUndone = known.undone.some((one) => one.day <= day.day);
  // Of pairs that were undone it is not known in which window they had been formed.
  return { cap, per, formed_before: isUndone ? null : before, room: isUndone ? null : Math.max(0, cap - before) };
}

async function limitFacts({ line, rules, known, day }: PairDay): Promise<Facts | null> {
  const { inactive_limit: limit } = rules;
  if (!limit || (await wasActiveBuyer(line.beneficiaryId, day.until))) return null;
  const opened = known.state?.opened_net ?? null;
  const since = known.paid
    .filter((one) => one.day < day.day)
    .reduce((sum, { amount, tax, instalment }) => sum + amount - tax - instalment, 0n);
  const credited = opened === null ? null : formatAmount(opened + since);
  return { pairs: limit.pairs, net: formatAmount(limit.net), credited_before: credited };
}
