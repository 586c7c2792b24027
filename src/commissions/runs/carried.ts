import { portion } from '../../core/money.js';
import { int, minor, real } from '../engine/columns.js';
import type { LegBalances } from '../engine/leg-balances.js';
import type { Line, Lines } from '../engine/lines.js';
import type { Replay } from '../engine/replay.js';
import type { YearTotals } from '../engine/tax-years.js';
import type { Facts } from './facts.js';
import { emptyOpening } from './load/load-opening.js';
import type { OpeningState } from './load/load-opening.js';
import type { LoadedPeople } from './load/load-people.js';

/** What one segment of a run hands on to the next. */
export interface Carried {
  opening: OpeningState;
  /** Pairs that refunds may still undo. */
  pairs: readonly Line[];
  people: LoadedPeople;
  /** What was credited and taxed in the financial year, where a rule asks for it. */
  year: YearTotals | undefined;
}

/** Whose legs are carried on; `mayUndo` names the members whose pairs are kept, where not everybody's are. */
interface Carrying extends Pick<Facts, 'network' | 'takesBack'> {
  mayUndo?: ReadonlySet<number>;
}

export function carriedOn(facts: Carrying, before: Carried, result: Replay): Carried {
  return {
    opening: openingAfter(facts, result),
    pairs: facts.takesBack ? pairsLeft(before.pairs, result, facts.mayUndo) : [],
    people: peopleAfter(before.people, result),
    year: result.year,
  };
}

function openingAfter({ network }: Carrying, result: Replay): OpeningState {
  const opening = emptyOpening(network.ids.length);
  const { balances, ages } = result;
  if (!balances) return opening;
  for (let at = 0; at < balances.size; at++) {
    const member = int(network.placement.order, at);
    opening.carryLeft[member] = minor(balances.carryLeft, at);
    opening.carryRight[member] = minor(balances.carryRight, at);
    opening.pairs[member] = real(balances.pairs, at);
    opening.windowKey[member] = int(balances.window, at);
    opening.windowPairs[member] = real(balances.windowPairs, at);
    opening.binaryActive[member] = result.isBinaryActive(member) ? 1 : 0;
    if (ages) opening.ages.set(member, ages.kept(at));
  }
  return opening;
}

/** Adds to the latest balances what earlier segments flushed, paid, lost and explained. */
export function addUp(latest: LegBalances, earlier: LegBalances): void {
  for (let at = 0; at < latest.size; at++) {
    latest.flushedLeft[at] = minor(latest.flushedLeft, at) + minor(earlier.flushedLeft, at);
    latest.flushedRight[at] = minor(latest.flushedRight, at) + minor(earlier.flushedRight, at);
    latest.paid[at] = real(latest.paid, at) + real(earlier.paid, at);
    latest.lost[at] = real(latest.lost, at) + real(earlier.lost, at);
    latest.explain(at, int(earlier.reasons, at));
  }
}

/** A line of pairs, and what was taken off it. */
interface Paid {
  pair: Line;
  off: Line[];
}

/** Each member's pairs, the oldest first, after some were formed and the latest undone. */
function pairsLeft(before: readonly Line[], { lines, openingLines }: Replay, kept?: ReadonlySet<number>): Line[] {
  const stacks = new Map<number, Paid[]>();
  for (const line of before) stack(stacks, line);
  for (let place = openingLines; place < lines.length; place++) {
    if (lines.sourceType(place) === 'day' && kept?.has(lines.beneficiary(place)) !== false)
      move(stacks, lines.at(place));
  }
  return [...stacks.values()].flatMap((paid) => paid.flatMap(({ pair, off }) => [pair, ...off]));
}

/** What an undone line gives back of its deductions is above zero, and known from the line itself. */
function move(stacks: Map<number, Paid[]>, line: Line): void {
  const isPair = line.kind === 'pair';
  if (isPair && line.quantity < 0) undo(stacks.get(line.beneficiary) ?? [], line);
  else if (isPair || line.amount < 0n) stack(stacks, line);
}

/** What is taken off a line comes right after it. */
function stack(stacks: Map<number, Paid[]>, line: Line): void {
  const paid = stacks.get(line.beneficiary) ?? [];
  if (line.kind === 'pair') paid.push({ pair: line, off: [] });
  else paid.at(-1)?.off.push(line);
  stacks.set(line.beneficiary, paid);
}

function undo(paid: Paid[], { quantity, amount }: Line): void {
  let [pairs, money] = [-quantity, -amount];
  for (let last = paid.pop(); last && pairs > 0; last = paid.pop()) {
    const { pair } = last;
    if (pair.quantity > pairs) paid.push(without(last, pairs, money));
    pairs -= pair.quantity;
    money -= pair.amount;
    if (pairs <= 0) return;
  }
}

/** What stays of a line, and of what was taken off it, when its last pairs are undone. */
const without = ({ pair, off }: Paid, pairs: number, money: bigint): Paid => ({
  pair: { ...pair, quantity: pair.quantity - pairs, amount: pair.amount - money },
  off: off.map((line) => ({
    ...line,
    amount: pair.amount === 0n ? line.amount : line.amount + portion(-line.amount, money, pair.amount),
  })),
});

/** What lines credited, and what they paid of instalments. */
function peopleAfter(people: LoadedPeople, { lines, openingLines, creditedNet }: Replay): LoadedPeople {
  const { instalmentsDue } = people;
  return {
    ...people,
    ...(people.creditedNet && creditedNet ? { creditedNet } : {}),
    ...(instalmentsDue ? { instalmentsDue: dueAfter(instalmentsDue, lines, openingLines) } : {}),
  };
}

function dueAfter(due: BigInt64Array, lines: Lines, first: number): BigInt64Array {
  const after = due.slice();
  for (let place = first; place < lines.length; place++) {
    if (lines.kind(place) !== 'instalment') continue;
    const member = lines.beneficiary(place);
    after[member] = minor(after, member) + lines.amount(place);
  }
  return after;
}
