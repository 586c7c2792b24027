import { share } from '../core/money.js';
import type { MemberStatus } from '../network/member.js';
import type { LevelRules } from '../programs/plan-document.js';

/** A member above the one where levels start, as he was at the event's moment. */
export interface Above {
  memberId: number;
  status: MemberStatus;
  /** `paid_as` of the last closed period. */
  rank: string | null;
}

export interface LevelPay {
  level: number;
  memberId: number;
  isSuspended: boolean;
  rateBp: number | null;
  amount: bigint;
  /** Who was passed over on the way to this level. */
  passedOver: number[];
}

export interface UplinePay {
  paid: LevelPay[];
  /** Levels that pay nobody, with the amount that stays with the house. */
  breakage: { level: number; amount: bigint; why: 'no_upline' | 'inactive' | 'below_rank' }[];
}

/**
 * Pay to the members above, nearest first; one rounding per level (rules of level pay and compression). With
 * compression who may not earn a level is passed over and the level goes to the next above; without it, it lapses.
 * `ranks` are the plan's rank names from the lowest up.
 */
export function payUpline(
  rules: LevelRules,
  base: bigint,
  above: readonly Above[],
  ranks: readonly string[],
): UplinePay {
  const result: UplinePay = { paid: [], breakage: [] };
  let next = 0;
  for (let level = 1; level <= levelsOf(rules); level += 1) {
    const passedOver: number[] = [];
    while (isPassedOver(rules, level, above[next], ranks)) passedOver.push(above[next++]?.memberId ?? 0);
    const member = above[next++];
    const amount = levelAmount(rules, level, base);
    const lapse = lapseOf(rules, level, member, ranks);
    if (lapse) result.breakage.push({ level, amount, why: lapse });
    else if (member)
      result.paid.push(payOf(member, { level, amount, passedOver, rateBp: rules.rates_bp?.[level - 1] ?? null }));
  }
  return result;
}

export const levelsOf = ({ amounts, rates_bp }: LevelRules): number => (amounts ?? rates_bp ?? []).length;

/** Whether nobody further up can change what is paid: enough for `above` to be read in pieces. */
export function isEnough(rules: LevelRules, above: readonly Above[], ranks: readonly string[]): boolean {
  const { paid, breakage } = payUpline(rules, 0n, above, ranks);
  return paid.length + breakage.filter(({ why }) => why !== 'no_upline').length === levelsOf(rules);
}

const payOf = ({ memberId, status }: Above, rest: Omit<LevelPay, 'memberId' | 'isSuspended'>): LevelPay => ({
  ...rest,
  memberId,
  isSuspended: status === 'suspended',
});

function levelAmount({ amounts, rates_bp }: LevelRules, level: number, base: bigint): bigint {
  return amounts?.[level - 1] ?? share(base, rates_bp?.[level - 1] ?? 0);
}

function isPassedOver(rules: LevelRules, level: number, member: Above | undefined, ranks: readonly string[]): boolean {
  if (!member || rules.compression === 'none') return false;
  if (!earns(member)) return true;
  return rules.compression === 'dynamic' && !hasRank(rules, level, member, ranks);
}

function lapseOf(rules: LevelRules, level: number, member: Above | undefined, ranks: readonly string[]) {
  if (!member) return 'no_upline' as const;
  if (!earns(member)) return 'inactive' as const;
  return hasRank(rules, level, member, ranks) ? null : ('below_rank' as const);
}

const earns = ({ status }: Above): boolean => status === 'active' || status === 'suspended';

function hasRank({ min_rank }: LevelRules, level: number, { rank }: Above, ranks: readonly string[]): boolean {
  const needed = min_rank?.[level - 1] ?? null;
  return needed === null || (rank !== null && ranks.indexOf(rank) >= ranks.indexOf(needed));
}
