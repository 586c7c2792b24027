import type { BinaryRules } from '../../programs/plan-document.js';
import { grossOf, instalmentBase, match, pairsToUndo, possiblePairs } from './binary.js';
import type { Match } from './binary.js';
import { windowOf } from './calendar.js';
import type { Day } from './calendar.js';
import type { Credits } from './credits.js';
import { instalmentShare } from './deductions.js';
import type { NetOf } from './largest-gross.js';
import { LegBalances } from './leg-balances.js';
import { Legs } from './legs.js';
import { reasonBits } from './lines.js';
import type { Line, Reason } from './lines.js';
import type { Network } from './network.js';
import type { PairHistory } from './pair-history.js';
import type { Standing } from './people.js';

/** What a matching works with; everything it changes is its own, but for the credits and the history. */
export interface MatchingInput {
  rules: BinaryRules;
  network: Network;
  standing: Standing;
  credits: Credits;
  /** Only where refunds may undo pairs. */
  history?: PairHistory | undefined;
  /** Pairs that a member's cap window allows; Infinity without a cap. */
  capOf: (member: number) => number;
}

/** Matches the legs of all members, business day by business day; only members whose legs or standing changed cost. */
export class Matching {
  readonly balances: LegBalances;
  private readonly legs: Legs;
  /** Activated members sponsored by a member and standing below him. */
  private readonly directs: Int32Array;
  private readonly capped: number[] = [];
  private readonly isCapped: Uint8Array;
  private readonly touched = new Set<number>();
  private window = NaN;
  private day: Day | undefined;
  private cutoff = 0;

  constructor(private readonly input: MatchingInput) {
    const { placement, slots, ids } = input.network;
    this.balances = new LegBalances(placement.inner);
    this.legs = new Legs(placement, Int32Array.from(placement.order, (member) => slots[member] ?? 0));
    this.directs = new Int32Array(input.rules.activation ? ids.length : 0);
    this.isCapped = new Uint8Array(placement.inner);
  }

  /** Adds volume or units of a member to the legs above, in the batch of the day. */
  add(member: number, units: bigint): void {
    this.legs.add(this.input.network.placement.position[member] ?? 0, units);
  }

  /** Another activated member sponsored by this one and standing below him. */
  countDirect(sponsor: number): void {
    this.directs[sponsor] = (this.directs[sponsor] ?? 0) + 1;
    if (this.directs[sponsor] === this.input.rules.activation?.directs) this.touch(sponsor);
  }

  /** Something that may free waiting pairs has changed for a member. */
  touch(member: number): void {
    const position = this.input.network.placement.position[member] ?? 0;
    if (position < this.balances.size) this.touched.add(position);
  }

  /** Whether pairs stopped by a cap wait for this day's window. */
  hasWork(day: Day): boolean {
    return this.touched.size > 0 || (this.capped.length > 0 && this.windowOn(day) !== this.window);
  }

  /** Matches at the end of a day, or at an earlier cut-off within it. */
  matchDay(day: Day, cutoff: number): void {
    this.day = day;
    this.cutoff = cutoff;
    const window = this.windowOn(day);
    if (window !== this.window) this.freeCapped();
    this.window = window;
    for (const at of this.legs.fold()) {
      this.balances.move(at, this.legs.left(at), this.legs.right(at));
      this.matchMember(at);
    }
    this.legs.clear();
    for (const at of this.touched) this.matchMember(at);
    this.touched.clear();
  }

  /** Lets pairs that wait for another cap try again, for caps may differ from now on. */
  freeCapped(): void {
    for (const at of this.capped) {
      this.isCapped[at] = 0;
      this.touched.add(at);
    }
    this.capped.length = 0;
  }

  private windowOn(day: Day): number {
    return windowOf(day, this.input.rules.cap?.per ?? 'lifetime');
  }

  private matchMember(at: number): void {
    const { rules } = this.input;
    const left = this.balances.carryLeft[at] ?? 0n;
    const right = this.balances.carryRight[at] ?? 0n;
    if (left < 0n || right < 0n) this.undo(at);
    const possible = possiblePairs(left, right, rules.pair_value);
    if (possible > 0) this.form(at, possible);
  }

  private form(at: number, possible: number): void {
    const { rules, network, standing, credits } = this.input;
    const member = network.placement.order[at] ?? 0;
    const formedBefore = this.balances.pairs[at] ?? 0;
    const facts = {
      possible,
      formedBefore,
      capRoom: Math.max(0, this.input.capOf(member) - this.balances.formedIn(this.window, at)),
      blockedBy: this.blockedBy(member),
      activeBuyer: standing.isActiveBuyer(member, this.cutoff),
      creditedNet: credits.netOf(member),
    };
    const outcome = match(rules, facts, this.netOf(member, formedBefore));
    this.settle(at, outcome);
    if (outcome.formed > 0) this.pay(member, formedBefore, outcome);
  }

  private blockedBy(member: number): Reason | null {
    const { standing, rules } = this.input;
    if (!standing.isActive(member)) return 'inactive';
    if (!standing.isDistributor(member)) return 'not_distributor';
    return rules.activation && (this.directs[member] ?? 0) < rules.activation.directs ? 'binary_inactive' : null;
  }

  /** Moves the legs and counts; whoever a cap stopped is looked at again when its window is new. */
  private settle(at: number, { formed, paid, flushed, stopped, reasons }: Match): void {
    const { balances } = this;
    const value = this.input.rules.pair_value;
    const used = value * BigInt(formed);
    balances.move(at, -used, -used);
    if (flushed > 0) balances.flush(at, value * BigInt(flushed), value * BigInt(flushed));
    balances.lost[at] = (balances.lost[at] ?? 0) + flushed;
    balances.count(at, formed, paid);
    balances.countInWindow(this.window, at, formed);
    balances.reasons[at] = (balances.reasons[at] ?? 0) | reasonBits(reasons);
    if (stopped > flushed && !this.isCapped[at] && reasons.some(isCap)) {
      this.isCapped[at] = 1;
      this.capped.push(at);
    }
  }

  /** The day's pair line, with tax and the instalment share. */
  private pay(member: number, formedBefore: number, { formed, gross, reasons }: Match): void {
    const { rules, credits, standing, history } = this.input;
    const line: Line = { ...this.lineOf(member), base: rules.amount, quantity: formed, amount: gross, reasons };
    const { place, left } = credits.credit(line);
    const base = instalmentBase(rules, formedBefore, gross);
    if (rules.instalment && base > 0n) {
      const due = standing.instalmentDue(member);
      const activeBuyer = standing.isActiveBuyer(member, this.cutoff);
      const taken = instalmentShare(rules.instalment, { base, left, activeBuyer, due });
      standing.payInstalment(member, taken);
      const exempt = Math.min(formed, Math.max(0, rules.instalment.from_pair - 1 - formedBefore));
      credits.deduct(line, 'instalment', taken, { base, quantity: formed - exempt });
    }
    history?.push(place);
  }

  /** Undoes the latest pairs while a leg is below zero: volume comes back, what was paid is taken back. */
  private undo(at: number): void {
    const { rules, history, network, credits, standing } = this.input;
    const member = network.placement.order[at] ?? 0;
    const { carryLeft, carryRight, pairs: formed } = this.balances;
    const wanted = pairsToUndo(carryLeft[at] ?? 0n, carryRight[at] ?? 0n, rules.pair_value, formed[at] ?? 0);
    const undone = wanted > 0 ? (history?.undo(member, wanted) ?? []) : [];
    const sum = { pairs: 0, gross: 0n, tax: 0n, instalment: 0n };
    for (const part of undone) {
      sum.pairs += part.pairs;
      sum.gross += part.gross;
      sum.tax += part.tax;
      sum.instalment += part.instalment;
      this.balances.count(at, -part.pairs, -part.paid);
      if (this.windowOfDay(part.day) === this.window) this.balances.countInWindow(this.window, at, -part.pairs);
    }
  }
}
