import { formatAmount } from '../../core/money.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import { reasonsOf } from '../engine/lines.js';
import { asText } from './amounts.js';
import { memberDays } from './day-story.js';
import type { DayStory, MemberDays } from './day-story.js';
import { legsAnswer } from './member-legs.js';
import { counted, listed, phrase } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';
import { reasonPhrases } from './reasons.js';
import type { RunRead } from './run-read.js';
import { capOf, placeOf } from './standing-at.js';

/** So many days are told one by one. */
const most_days = 31;

export interface Asked {
  run: RunRead;
  memberId: number;
}

/** Pairs of each day, and why the others were not formed; then the legs and what the next pair needs. */
export async function pairsAnswer({ run, memberId }: Asked): Promise<Answer> {
  const { binary: rules } = run.plan.document;
  if (!rules) return { phrases: [phrase('member.no_pairs')], facts: {} };
  const place = await placeOf(memberId, run.row.programId);
  if (!place) return { phrases: [phrase('member.no_place')], facts: { place: null } };
  const known = await memberDays(run, rules, memberId);
  const days = await daysAnswer({ run, memberId }, rules, known);
  const legs = await legsAnswer({ run, memberId, rules, known });
  return { phrases: [...days.phrases, ...legs.phrases], facts: { ...days.facts, ...legs.facts } };
}

async function daysAnswer(asked: Asked, rules: BinaryRules, { days, undone, paid }: MemberDays): Promise<Answer> {
  const gross = new Map(paid.map(({ day, amount }) => [day, amount]));
  const told = await Promise.all(
    days.slice(0, most_days).map((day) => dayPhrase(asked, { rules, day, gross: gross.get(day.day) ?? 0n })),
  );
  const more = days.length - told.length;
  return {
    phrases: [
      ...told,
      ...(more > 0 ? [phrase('member.days_more', { days: counted(more, 'days') })] : []),
      ...undone.map(({ day, quantity }) => phrase('member.undone', { day, pairs: counted(quantity, 'pairs') })),
    ],
    facts: {
      days: days.map((day) => dayFacts(rules, day)),
      undone: undone.map(({ day, quantity, amount }) => ({ day, pairs: quantity, amount: formatAmount(amount) })),
    },
  };
}

interface OneDay {
  rules: BinaryRules;
  day: DayStory;
  gross: bigint;
}

async function dayPhrase({ run, memberId }: Asked, { rules, day, gross }: OneDay): Promise<Phrase> {
  const cap = await capOf(run.plan.document, memberId, day.until);
  const why = reasonPhrases({ rules, day, cap, gross, currency: run.currency });
  const { formed, paid } = day;
  return phrase('member.day', {
    day: day.day,
    possible: counted(day.possible, 'pairs'),
    formed,
    paid,
    why: listed(why, ' '),
  });
}

const dayFacts = (rules: BinaryRules, day: DayStory) => ({
  day: day.day,
  possible: day.possible,
  formed: day.formed,
  paid: day.paid,
  flushed: day.flushed,
  carried_left: asText(rules, day.carry_left),
  carried_right: asText(rules, day.carry_right),
  reasons: reasonsOf(day.reasons),
});
