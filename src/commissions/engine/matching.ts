import { bars, barsOf } from './bars.js';
import { byte, int, minor, real } from './columns.js';
import { match, pairsToUndo, possiblePairs } from './binary.js';
import type { Match, MatchFacts } from './binary.js';
import { windowOf } from './calendar.js';
import type { Day } from './calendar.js';
import { LegBalances } from './leg-balances.js';
import type { OpeningLegs } from './leg-balances.js';
import { Legs } from './legs.js';
import { reasonBit } from './lines.js';
import type { Reason } from './lines.js';
import type { MatchingInput } from './matching-input.js';
import type { PairMoment } from './pair-pay.js';
import { Stopped } from './stopped.js';

const byCap = reasonBit.daily_cap | reasonBit.monthly_cap | reasonBit.lifetime_cap;

/** Matches the legs of all members, business day by business day; only those whose legs or standing changed cost. */
export class Matching {
  readonly balances: LegBalances;
  private readonly legs: Legs;
  /** Activated members sponsored by a member and standing below him. */
  private readonly directs: Int32Array;
  /** Position -> why its member may never form pairs here, as a place among `bars`. */
  private readonly barred: Uint8Array;
  private readonly capped: Stopped;
  private readonly touched = new Set<number>();
  private day = NaN;
  private window = NaN;
  private cutoff = 0;

  constructor(private readonly input: MatchingInput) {
    const { placement, slots, ids } = input.network;
    this.balances = new LegBalances(placement.inner);
    this.legs = new Legs(placement, slots);
    this.directs = new Int32Array(ids.length);
    this.capped = new Stopped(placement.inner);
    this.barred = barsOf(input.network, input.standing);
  }

  /** Takes over carried legs; the first day says which cap window their pairs counted in. Pairs that wait are tried. */
  open(legs: OpeningLegs, firstDay: number): void {
    const { rules, network } = this.input;
    const { order } = network.placement;
    this.window = this.windowOn(firstDay);
    this.balances.open(legs, order, this.window);
    for (let at = 0; at < this.balances.size; at++) {
      if (legs.binaryActive?.[int(order, at)]) this.directs[int(order, at)] = rules.activation?.directs ?? 0;
      if (this.isWaiting(at)) this.touched.add(at);
    }
  }

  /** Whether a member's pairs may be formed; once reached, for good. */
  isBinaryActive(member: number): boolean {
    const { activation } = this.input.rules;
    return activation === undefined || int(this.directs, member) >= activation.directs;
  }

  /** Legs that give a pair which was stopped before. */
  private isWaiting(at: number): boolean {
    const [left, right] = [minor(this.balances.carryLeft, at), minor(this.balances.carryRight, at)];
    return left > 0n && possiblePairs(left, right, this.input.rules.pair_value) > 0;
  }

  /** Adds volume or units of a member to the legs above, in the batch of the day. */
  add(member: number, units: bigint): void {
    this.legs.add(member, units);
  }

  /** Another activated member sponsored by this one and standing below him. */
  countDirect(sponsor: number): void {
    this.directs[sponsor] = int(this.directs, sponsor) + 1;
    if (this.directs[sponsor] === this.input.rules.activation?.directs) this.touch(sponsor);
  }

  /** Something that may free waiting pairs has changed for a member. */
  touch(member: number): void {
    const position = int(this.input.network.placement.position, member);
    if (position < this.balances.size) this.touched.add(position);
  }

  /** Lets pairs that a cap stopped try again, for its window is new or caps differ from now on. */
  freeCapped(): void {
    for (const at of this.capped.forgetAll()) this.touched.add(at);
  }

  /** Whether pairs that were stopped are tried again on a day even if nothing happens on it. */
  triesAgainOn({ number }: Day): boolean {
    return this.touched.size > 0 || (this.capped.any && this.windowOn(number) !== this.window);
  }

  /** Whether a cap stopped pairs that a new month may free. */
  get isWaitingForMonth(): boolean {
    return this.capped.any && this.input.rules.cap?.per === 'month';
  }

  /** Matches at the end of a day, or at an earlier cut-off within it. */
  matchDay(day: Day, cutoff: number): void {
    const window = this.windowOn(day.number);
    if (window !== this.window) this.freeCapped();
    this.window = window;
    this.day = day.number;
    this.cutoff = cutoff;
    const [{ ages }, { carried }] = [this.input, this.balances];
    const changed = ages ? ages.fold(this.legs, carried) : this.legs.fold(carried);
    for (let index = 0; index < changed.length; index++) {
      const at = int(changed, index);
      if (this.mayMatch(at)) this.matchMember(at);
      if (this.touched.size > 0) this.touched.delete(at);
    }
    for (const at of this.touched) this.matchMember(at);
    this.touched.clear();
  }

  private windowOn(day: number): number {
    return windowOf(day, this.input.rules.cap?.per ?? 'lifetime');
  }

  /** Most legs that change give no pair: the question is asked where the balances lie, without taking them out. */
  private mayMatch(at: number): boolean {
    const { carryLeft, carryRight } = this.balances;
    const { pair_value: value } = this.input.rules;
    const [left, right] = [minor(carryLeft, at), minor(carryRight, at)];
    return left < 0n || right < 0n || (left >= value && right >= value);
  }

  private matchMember(at: number): void {
    const { carryLeft, carryRight } = this.balances;
    if (minor(carryLeft, at) < 0n || minor(carryRight, at) < 0n) this.undo(at);
    const possible = possiblePairs(minor(carryLeft, at), minor(carryRight, at), this.input.rules.pair_value);
    if (possible === 0 || (this.capped.has(at) && !this.input.record)) return;
    this.form(at, possible);
  }

  private form(at: number, possible: number): void {
    const { rules, standing, credits, pay, capOf } = this.input;
    const moment = this.momentOf(at);
    const { member, formedBefore } = moment;
    const facts = {
      possible,
      formedBefore,
      capRoom: Math.max(0, capOf(member) - this.balances.formedIn(this.window, at)),
      blockedBy: this.blockedBy(at, member),
      activeBuyer: rules.inactive_limit === undefined || standing.isActiveBuyer(member, this.cutoff),
      creditedNet: credits.netOf(member),
    };
    const outcome = match(rules, facts, rules.inactive_limit ? pay.netOf(moment) : undefined);
    this.settle(at, outcome);
    if (outcome.formed > 0) pay.pay(moment, outcome);
    if (this.input.record) this.keep(at, facts, outcome);
  }

  /** Copies nothing: spreading objects over millions of records takes longer than all the rest. */
  private keep(at: number, { possible }: MatchFacts, { formed, paid, flushed, reasons }: Match): void {
    const member = int(this.input.network.placement.order, at);
    const [carryLeft, carryRight] = [minor(this.balances.carryLeft, at), minor(this.balances.carryRight, at)];
    this.input.record?.({ member, day: this.day, possible, formed, paid, flushed, reasons, carryLeft, carryRight });
  }

  private momentOf(at: number): PairMoment {
    const member = int(this.input.network.placement.order, at);
    return { member, day: this.day, cutoff: this.cutoff, formedBefore: real(this.balances.pairs, at) };
  }

  private blockedBy(at: number, member: number): Reason | null {
    const bar = bars[byte(this.barred, at)] ?? null;
    return bar ?? (this.isBinaryActive(member) ? null : 'binary_inactive');
  }

  /** Moves the legs and counts; whoever a cap stopped is looked at again when its window is new. */
  private settle(at: number, { formed, paid, flushed, stopped, reasons }: Match): void {
    const { balances } = this;
    const { pair_value: value } = this.input.rules;
    balances.move(at, -value * BigInt(formed), -value * BigInt(formed));
    if (flushed > 0) {
      balances.flush(at, value * BigInt(flushed), value * BigInt(flushed));
      balances.lose(at, flushed);
    }
    balances.count(at, formed, paid);
    balances.countInWindow(this.window, at, formed);
    balances.explain(at, reasons);
    if (stopped !== flushed && (reasons & byCap) !== 0) this.capped.add(at);
  }

  /** Undoes the latest pairs while a leg is below zero: volume comes back, what was paid is taken back. */
  private undo(at: number): void {
    const { balances } = this;
    const { pair_value: value } = this.input.rules;
    const { carryLeft, carryRight } = balances;
    const moment = this.momentOf(at);
    this.capped.forget(at);
    const pairs = pairsToUndo(minor(carryLeft, at), minor(carryRight, at), value, moment.formedBefore);
    for (const part of pairs > 0 ? this.input.pay.takeBack(moment, pairs) : []) {
      balances.move(at, value * BigInt(part.pairs), value * BigInt(part.pairs));
      balances.count(at, -part.pairs, -part.paid);
      if (this.windowOn(part.day) === this.window) balances.countInWindow(this.window, at, -part.pairs);
      balances.explain(at, reasonBit.undone);
    }
  }
}
