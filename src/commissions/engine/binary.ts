import type { BinaryRules } from '../../programs/plan-document.js';
import { largestGross } from './largest-gross.js';
import type { NetOf } from './largest-gross.js';
import { reasonBit as bit } from './lines.js';
import type { Reason } from './lines.js';
import { TooLarge } from './too-large.js';

/** What is known of a member at a matching's cut-off. */
export interface MatchFacts {
  /** Pairs that both legs would give. */
  possible: number;
  /** Pairs formed ever before, undone ones left out. */
  formedBefore: number;
  /** What the cap window leaves; Infinity without a cap. */
  capRoom: number;
  /** Why no pair may be formed at all, or null. */
  blockedBy: Reason | null;
  activeBuyer: boolean;
  /** Everything credited so far, net of deductions. */
  creditedNet: bigint;
}

/** What one matching of one member comes to. */
export interface Match {
  formed: number;
  /** Formed pairs that pay; an unpaid first pair uses its volume and pays nothing. */
  paid: number;
  gross: bigint;
  /** Possible pairs that were not formed, and those of them whose volume is lost. */
  stopped: number;
  flushed: number;
  /** Why pairs were not formed or not paid; a set as in lines. */
  reasons: number;
}

const capReasons = { day: 'daily_cap', month: 'monthly_cap', lifetime: 'lifetime_cap' } as const;

const asItIs = (gross: bigint): bigint => gross;

/** Whole pairs in the smaller leg; none while a leg is below zero. */
export function possiblePairs(left: bigint, right: bigint, pairValue: bigint): number {
  const smaller = left < right ? left : right;
  if (smaller < pairValue) return 0;
  const pairs = Number(smaller / pairValue);
  if (pairs > Number.MAX_SAFE_INTEGER) throw new TooLarge('Pairs that a leg gives');
  return pairs;
}

/**
 * Forms pairs: as many as the legs give, the cap window leaves and the limit for members who are not Active Buyers
 * allows. Where cap and limit stop at the same pair, the cap is what stopped it.
 */
export function match(rules: BinaryRules, facts: MatchFacts, netOf: NetOf = asItIs): Match {
  if (facts.blockedBy) return none(facts.possible, facts.blockedBy);
  const limit = withinLimit(rules, facts, netOf);
  const capped = Math.min(facts.possible, facts.capRoom);
  const formed = Math.min(capped, limit.pairs);
  const gross = formed === limit.pairs ? limit.gross : grossOf(rules, facts.formedBefore, formed);
  if (formed === facts.possible) return outcome(rules, facts, { formed, gross, stop: null });
  const stop = capped <= limit.pairs ? capReasons[rules.cap?.per ?? 'lifetime'] : 'inactive_limit';
  return outcome(rules, facts, { formed, gross, stop });
}

/** What was decided, and what stopped further pairs. */
interface Decided {
  formed: number;
  gross: bigint;
  stop: Reason | null;
}

function outcome(rules: BinaryRules, { possible, formedBefore }: MatchFacts, { formed, gross, stop }: Decided): Match {
  const unpaid = unpaidAmong(rules, formedBefore, formed);
  const partial = gross < grossOf(rules, formedBefore, formed);
  const stoppedByCap = stop !== null && stop !== 'inactive_limit';
  const stopped = possible - formed;
  return {
    formed,
    paid: formed - unpaid,
    gross,
    stopped,
    flushed: stoppedByCap && rules.on_cap === 'flush' ? stopped : 0,
    reasons: (unpaid > 0 ? bit.first_pair : 0) | (partial ? bit.inactive_limit : 0) | (stop === null ? 0 : bit[stop]),
  };
}

/** What a number of pairs pays in full, after those formed before. */
export function grossOf(rules: BinaryRules, formedBefore: number, pairs: number): bigint {
  return rules.amount * BigInt(pairs - unpaidAmong(rules, formedBefore, pairs));
}

/** The part of a day's gross that comes from the pairs which instalments are taken from: all from `from_pair` on. */
export function instalmentBase(rules: BinaryRules, formedBefore: number, gross: bigint): bigint {
  if (!rules.instalment) return 0n;
  const exempt = Math.max(0, rules.instalment.from_pair - 1 - formedBefore);
  const base = gross - grossOf(rules, formedBefore, exempt);
  return base > 0n ? base : 0n;
}

/** Pairs to undo so that neither leg stays below zero, as far as there are any; each gives its volume back. */
export function pairsToUndo(left: bigint, right: bigint, pairValue: bigint, formed: number): number {
  const lowest = left < right ? left : right;
  if (lowest >= 0n) return 0;
  return Math.min(formed, Number((pairValue - 1n - lowest) / pairValue));
}

/** How many of the next pairs are an unpaid first one: one or none. */
const unpaidAmong = (rules: BinaryRules, formedBefore: number, pairs: number): number =>
  rules.unpaid_first && formedBefore === 0 && pairs > 0 ? 1 : 0;

function none(possible: number, reason: Reason): Match {
  return { formed: 0, paid: 0, gross: 0n, stopped: possible, flushed: 0, reasons: bit[reason] };
}

/**
 * The pairs that the limit allows, one after another, and what they pay; the one that crosses it pays in part. More
 * gross never means less taken off it, so the net falls short for as many pairs as would fill the room with their gross:
 * those are stepped over.
 */
function withinLimit(rules: BinaryRules, facts: MatchFacts, netOf: NetOf): { pairs: number; gross: bigint } {
  const { inactive_limit: limit } = rules;
  const { possible, formedBefore } = facts;
  if (!limit || facts.activeBuyer) return { pairs: possible, gross: grossOf(rules, formedBefore, possible) };
  const room = limit.net - facts.creditedNet;
  const most = Math.min(possible, facts.capRoom, Math.max(0, limit.pairs - formedBefore));
  let [pairs, gross, net] = [0, 0n, 0n];
  while (pairs < most && net < room) {
    pairs = Math.min(most, pairs + Number((room - net + rules.amount - 1n) / rules.amount));
    gross = grossOf(rules, formedBefore, pairs);
    net = netOf(gross);
  }
  return { pairs, gross: net > room && pairs > 0 ? largestGross(gross, room, netOf) : gross };
}
