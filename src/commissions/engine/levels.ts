import { share } from '../../core/money.js';
import type { LevelRules } from '../../programs/plan-document.js';

/** Somebody above, as a level looks at him: `rank` counts from 0 in the plan's list, -1 without one. */
export interface Candidate {
  active: boolean;
  rank: number;
}

/** A level pays him, is lost at him, or passes over him to the next one above. */
export type Verdict = 'pays' | 'breaks' | 'passes';

/** How many levels a plan pays. */
export const levelCount = ({ amounts, rates_bp }: LevelRules): number => (amounts ?? rates_bp ?? []).length;

/** The lowest rank each level pays, as places in the plan's list of ranks; -1 where a level asks for none. */
export function requiredRanks(levels: LevelRules, rankNames: readonly string[]): number[] {
  return Array.from({ length: levelCount(levels) }, (_, index) => rankNames.indexOf(levels.min_rank?.[index] ?? ''));
}

/**
 * What a level does at somebody above. The inactive break it without compression and are passed over with it; who is
 * below the level's rank is passed over with dynamic compression and breaks it otherwise.
 */
export function verdict(compression: LevelRules['compression'], requiredRank: number, candidate: Candidate): Verdict {
  if (!candidate.active) return compression === 'none' ? 'breaks' : 'passes';
  if (candidate.rank < requiredRank) return compression === 'dynamic' ? 'passes' : 'breaks';
  return 'pays';
}

/** What a level (from 1) pays: its share of the base, or its fixed amount. */
export function levelAmount({ amounts, rates_bp }: LevelRules, level: number, base: bigint): bigint {
  if (rates_bp) return share(base, rates_bp[level - 1] ?? 0);
  return amounts?.[level - 1] ?? 0n;
}

/** One level and whom it found; nobody where the level is lost. */
export interface PaidLevel<Person> {
  level: number;
  amount: bigint;
  to: Person | null;
}

/** Who of an upline, nearest first, is paid which level; levels that find nobody are breakage. */
export function payLevels<Person extends Candidate>(
  levels: LevelRules,
  rankNames: readonly string[],
  base: bigint,
  upline: Iterable<Person>,
): PaidLevel<Person>[] {
  const above = upline[Symbol.iterator]();
  const next = (required: number): Person | null => {
    for (let step = above.next(); !step.done; step = above.next()) {
      const what = verdict(levels.compression, required, step.value);
      if (what !== 'passes') return what === 'pays' ? step.value : null;
    }
    return null;
  };
  return requiredRanks(levels, rankNames).map((required, index) => ({
    level: index + 1,
    amount: levelAmount(levels, index + 1, base),
    to: next(required),
  }));
}
