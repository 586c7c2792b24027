import { int, minor, real } from './columns.js';
import type { LevelRules, Plan } from '../../programs/plan-document.js';
import type { Credits } from './credits.js';
import { descent } from './descent.js';
import type { Below } from './descent.js';
import { levelAmount } from './levels.js';
import type { SourceType } from './lines.js';
import type { Matching } from './matching.js';
import type { Network } from './network.js';
import type { Standing } from './people.js';
import { referralAmount } from './referral.js';
import type { Refunds } from './refunds.js';
import { isSale, standsAt, unitBack } from './sales.js';
import type { Sales } from './sales.js';
import { sellerAmount } from './seller.js';
import { none } from './tree.js';
import type { Upline } from './upline.js';

export interface AccrualInput {
  plan: Plan;
  network: Network;
  sales: Sales;
  standing: Standing;
  credits: Credits;
  refunds: Refunds;
  upline: Upline | undefined;
  matching: Matching | undefined;
}

/** Where levels start, what they are for, and what rates apply to. */
interface LevelSource {
  start: number;
  sourceType: SourceType;
  source: number;
  base: bigint;
}

interface LevelPay {
  to: number;
  level: number;
  amount: bigint;
}

/** What each event pays at its moment, and what it adds to the legs of its day. */
export class Accrual {
  financialYear = NaN;
  private readonly below: Below;
  private lostInAll = 0n;
  /** What the levels of the sale at hand lost; only kept where a refund will take it back. */
  private lost: bigint[] | undefined;

  constructor(private readonly input: AccrualInput) {
    const { plan, network } = input;
    this.below = plan.referral || plan.binary?.activation ? descent(network.placement) : () => false;
  }

  /** Levels that found nobody to pay, less what refunds took back of them. */
  get breakage(): bigint {
    return this.lostInAll - this.input.refunds.breakageBack;
  }

  /** A member stands in the tree. */
  join(member: number): void {
    const { plan, network } = this.input;
    const source = { start: member, sourceType: 'member', source: member, base: 0n } as const;
    if (plan.levels?.on.includes('referral')) this.payLevels(source);
    if ((network.activatedAt[member] ?? Infinity) < real(network.joinedAt, member)) this.payReferral(member);
  }

  /** A member has paid enough to be activated. */
  activate(member: number): void {
    const { plan, network, matching } = this.input;
    if (real(network.joinedAt, member) <= real(network.activatedAt, member)) this.payReferral(member);
    if (plan.binary?.unit === 'members') matching?.add(member, 1n);
    if (plan.binary?.activation) this.countDirects([member]);
    matching?.touch(member);
  }

  /** Counts activated members for their sponsors, where they stand below them. */
  countDirects(activated: Iterable<number>): void {
    for (const member of activated) {
      const sponsor = int(this.input.network.sponsors, member);
      if (sponsor !== none && this.below(member, sponsor)) this.input.matching?.countDirect(sponsor);
    }
  }

  /** A sale or a refund; a refund that comes before its sale waits for it. */
  sell(sale: number): void {
    const { sales, credits, refunds } = this.input;
    if (sales.refundOf[sale] !== isSale) {
      this.refund(sale);
      return;
    }
    const first = credits.lines.length;
    this.lost = refunds.concern(sale) ? [] : undefined;
    this.paySeller(sale);
    this.paySaleLevels(sale);
    this.addVolume(sale);
    const { financialYear, lost = [] } = this;
    this.lost = undefined;
    for (const parked of refunds.remember(sale, { first, financialYear, lost })) this.refund(parked);
  }

  private refund(refund: number): void {
    const { refunds, matching } = this.input;
    if (!refunds.takeBack(refund, (member) => matching?.touch(member))) return;
    this.addVolume(refund);
  }

  private paySeller(sale: number): void {
    const { plan, sales, credits } = this.input;
    const seller = int(sales.sellers, sale);
    const base = minor(sales.amounts, sale);
    const amount = seller === none ? 0n : sellerAmount(plan, base);
    if (amount === 0n) return;
    credits.credit({
      beneficiary: seller,
      kind: 'direct_sale',
      level: 0,
      sourceType: 'sale',
      source: sale,
      base,
      quantity: 1,
      amount,
      reasons: 0,
    });
  }

  private paySaleLevels(sale: number): void {
    const { plan, sales } = this.input;
    if (!plan.levels?.on.includes('purchase')) return;
    const start = plan.levels.from === 'seller' ? int(sales.sellers, sale) : standsAt(sales, sale);
    if (start === none) return;
    this.payLevels({ start, sourceType: 'sale', source: sale, base: minor(sales.amounts, sale) });
  }

  private payLevels(from: LevelSource): void {
    const { plan, upline } = this.input;
    if (!plan.levels || !upline) return;
    let at = from.start;
    for (let level = 1; level <= upline.depth; level++) {
      const amount = levelAmount(plan.levels, level, from.base);
      if (at !== none) at = upline.next(at, level);
      if (at === none || !upline.pays(at, level)) this.lose(amount);
      else if (amount !== 0n) this.payLevel(plan.levels, from, { to: at, level, amount });
    }
  }

  private lose(amount: bigint): void {
    this.lostInAll += amount;
    this.lost?.push(amount);
  }

  private payLevel(levels: LevelRules, { sourceType, source, base }: LevelSource, paid: LevelPay): void {
    this.input.credits.credit({
      beneficiary: paid.to,
      kind: levels.kind,
      level: paid.level,
      sourceType,
      source,
      base: levels.amounts ? paid.amount : base,
      quantity: 1,
      amount: paid.amount,
      reasons: 0,
    });
  }

  /** The volume of a row, in the legs above where it stands. */
  private addVolume(row: number): void {
    const { plan, sales, matching } = this.input;
    const member = standsAt(sales, row);
    const volume = minor(sales.volumes, row);
    const unit = sales.refundOf[row] === unitBack ? 'members' : 'volume';
    if (matching && plan.binary?.unit === unit && member !== none && volume !== 0n) matching.add(member, volume);
  }

  private payReferral(member: number): void {
    const { plan, network, standing, credits } = this.input;
    const sponsor = int(network.sponsors, member);
    if (!plan.referral || sponsor === none) return;
    const facts = { active: standing.isActive(sponsor), distributor: standing.isDistributor(sponsor) };
    const amount = referralAmount(plan, { ...facts, memberBelow: this.below(member, sponsor) });
    if (amount === 0n) return;
    credits.credit({
      beneficiary: sponsor,
      kind: 'referral',
      level: 0,
      sourceType: 'member',
      source: member,
      base: amount,
      quantity: 1,
      amount,
      reasons: 0,
    });
  }
}
