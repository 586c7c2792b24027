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

export function carriedOn({ network, takesBack }: Facts, before: Carried, result: Replay): Carried {
  const opening = emptyOpening(network.ids.length);
  const { balances, ages } = result;
  for (let at = 0; balances && at < balances.size; at++) {
    const member = network.placement.order[at] ?? 0;
    opening.carryLeft[member] = balances.carryLeft[at] ?? 0n;
    opening.carryRight[member] = balances.carryRight[at] ?? 0n;
    opening.pairs[member] = balances.pairs[at] ?? 0;
    opening.windowKey[member] = balances.window[at] ?? 0;
    opening.windowPairs[member] = balances.windowPairs[at] ?? 0;
    opening.binaryActive[member] = result.isBinaryActive(member) ? 1 : 0;
    if (ages) opening.ages.set(member, ages.kept(at));
  }
  return {
    opening,
    pairs: takesBack ? pairsLeft(before.pairs, result) : [],
    people: peopleAfter(before.people, result),
  };
}

/** Adds to the latest balances what earlier segments flushed, paid, lost and explained. */
export function addUp(latest: LegBalances, earlier: LegBalances): void {
  for (let at = 0; at < latest.size; at++) {
    latest.flushedLeft[at] = (latest.flushedLeft[at] ?? 0n) + (earlier.flushedLeft[at] ?? 0n);
    latest.flushedRight[at] = (latest.flushedRight[at] ?? 0n) + (earlier.flushedRight[at] ?? 0n);
    latest.paid[at] = (latest.paid[at] ?? 0) + (earlier.paid[at] ?? 0);
    latest.lost[at] = (latest.lost[at] ?? 0) + (earlier.lost[at] ?? 0);
    latest.explain(at, earlier.reasons[at] ?? 0);
  }
}

/** Each member's pairs, the oldest first, after some were formed and the latest undone. */
function pairsLeft(before: readonly Line[], { lines, openingLines }: Replay): Line[] {
  const stacks = new Map<number, Line[]>();
  const push = (line: Line): void => void stacks.set(line.beneficiary, [...(stacks.get(line.beneficiary) ?? []), line]);
  before.forEach(push);
  for (let place = openingLines; place < lines.length; place++) {
    const line = lines.at(place);
    if (line.kind !== 'pair') continue;
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
