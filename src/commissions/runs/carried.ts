import { int, minor, real } from '../engine/columns.js';
import type { LegBalances } from '../engine/leg-balances.js';
import type { Line, Lines } from '../engine/lines.js';
import type { Replay } from '../engine/replay.js';
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

/** Each member's pairs, the oldest first, after some were formed and the latest undone. */
function pairsLeft(before: readonly Line[], { lines, openingLines }: Replay, kept?: ReadonlySet<number>): Line[] {
  const stacks = new Map<number, Line[]>();
  const push = (line: Line): void => void stacks.set(line.beneficiary, [...(stacks.get(line.beneficiary) ?? []), line]);
  before.forEach(push);
  for (let place = openingLines; place < lines.length; place++) {
    if (lines.kind(place) !== 'pair' || kept?.has(lines.beneficiary(place)) === false) continue;
    const line = lines.at(place);
    if (line.quantity > 0) push(line);
    else undo(stacks.get(line.beneficiary) ?? [], line);
  }
  return [...stacks.values()].flat();
}

function undo(stack: Line[], { quantity, amount }: Line): void {
  let [pairs, money] = [-quantity, -amount];
  for (let line = stack.pop(); line && pairs > 0; line = stack.pop()) {
    if (line.quantity > pairs) stack.push({ ...line, quantity: line.quantity - pairs, amount: line.amount - money });
    pairs -= line.quantity;
    money -= line.amount;
    if (pairs <= 0) return;
  }
}

/** What lines credited, and what they paid of instalments. */
function peopleAfter(people: LoadedPeople, { lines, openingLines }: Replay): LoadedPeople {
  const { creditedNet, instalmentsDue } = people;
  return {
    ...people,
    ...(creditedNet ? { creditedNet: withAmounts(creditedNet, lines, (place) => place >= openingLines) } : {}),
    ...(instalmentsDue
      ? { instalmentsDue: withAmounts(instalmentsDue, lines, (place) => lines.kind(place) === 'instalment') }
      : {}),
  };
}

function withAmounts(sums: BigInt64Array, lines: Lines, counts: (place: number) => boolean): BigInt64Array {
  const after = sums.slice();
  for (let place = 0; place < lines.length; place++) {
    const member = lines.beneficiary(place);
    if (counts(place)) after[member] = (after[member] ?? 0n) + lines.amount(place);
  }
  return after;
}
