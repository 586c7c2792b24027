import { dayEnd, dayStart, nextDay } from '../../core/period.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import type { RunRead } from './run-read.js';
import { daysOf, memberStateOf, pairPay, undoneOf } from './run-rows.js';
import type { MatchedDay, MemberState, PaidDay } from './run-rows.js';

/** What a leg brought to a matching. `added` is less what refunds took back since the matching before. */
export interface LegAt {
  carried: bigint;
  added: bigint;
  had: bigint;
}

/** A day's matching of one member, with what led to it. */
export interface DayStory extends MatchedDay {
  left: LegAt;
  right: LegAt;
  /** Pairs formed ever before, undone ones left out. */
  formedBefore: number;
  /** Pairs that were undone since the matching before; each gave its volume back to both legs. */
  undone: number;
  /** Facts of this time were added: from the matching before, or the run's beginning, to the cut-off. */
  since: Date;
  until: Date;
}

export interface MemberDays {
  days: DayStory[];
  undone: Awaited<ReturnType<typeof undoneOf>>;
  paid: readonly PaidDay[];
  state: MemberState | undefined;
}

/** How the matchings of a member's days came about, day after day, from the rows that a run stored. */
export async function memberDays(run: RunRead, rules: BinaryRules, memberId: number): Promise<MemberDays> {
  const [matched, undone, paid, state] = await Promise.all([
    daysOf(run, memberId),
    undoneOf(run, memberId),
    pairPay(run, memberId),
    memberStateOf(run, memberId),
  ]);
  const days: DayStory[] = [];
  for (const day of matched) {
    const before = days.at(-1);
    const gone = undone.filter((one) => one.day <= day.day && (!before || one.day > before.day));
    days.push(
      storyOf({ run, rules, state }, day, { before, undone: gone.reduce((sum, { quantity }) => sum + quantity, 0) }),
    );
  }
  return { days, undone, paid, state };
}

interface Known {
  run: RunRead;
  rules: BinaryRules;
  state: MemberState | undefined;
}

interface Earlier {
  before: DayStory | undefined;
  undone: number;
}

function storyOf(known: Known, day: MatchedDay, { before, undone }: Earlier): DayStory {
  const { run, rules, state } = known;
  const used = rules.pair_value * BigInt(day.formed + day.flushed);
  const back = rules.pair_value * BigInt(undone);
  const leg = (carried: bigint, left: bigint): LegAt => ({
    carried,
    added: left + used - carried - back,
    had: left + used,
  });
  const brought = broughtInto(before, state);
  return {
    ...day,
    left: leg(brought.left, day.carry_left),
    right: leg(brought.right, day.carry_right),
    formedBefore: brought.formed - undone,
    undone,
    since: before ? dayStart(nextDay(before.day), run.zone) : run.row.startsAt,
    until: cutoff(dayEnd(day.day, run.zone), run.row.endsAt),
  };
}

/** What the matching before left; before the first one, what the run found. */
function broughtInto(before: DayStory | undefined, state: MemberState | undefined) {
  if (before)
    return { left: before.carry_left, right: before.carry_right, formed: before.formedBefore + before.formed };
  const { opened_left: left, opened_right: right, opened_pairs: formed = 0 } = state ?? {};
  return { left: left ?? 0n, right: right ?? 0n, formed };
}

const cutoff = (end: Date, until: Date): Date => (end < until ? end : until);
