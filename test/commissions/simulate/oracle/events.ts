import type { Book } from './book.js';
import { nearest } from './world.js';
import type { Member, OracleLine, Sale, World } from './world.js';

type Ranks = Map<number, number>;

/** What joins, activations and sales pay, told one event at a time. */
export class Events {
  readonly made = new Map<number, { day: string; lines: OracleLine[]; refunded: bigint }>();
  private readonly early: Sale[] = [];
  /** Ranks of the last closed month. */
  ranks: Ranks = new Map();

  constructor(
    private readonly world: World,
    private readonly book: Book,
  ) {}

  join(member: Member): void {
    if (this.world.input.plan.levels?.on.includes('referral')) this.levels(member.id, `member:${member.id}`, 0n);
  }

  referral(member: Member): void {
    const { referral } = this.world.input.plan;
    const sponsor = member.sponsor === null ? undefined : this.world.member(member.sponsor);
    if (!referral || !sponsor?.active || !this.world.isBelow(member.id, sponsor.id)) return;
    const { amount } = referral;
    this.book.credit({
      to: sponsor.id,
      kind: 'referral',
      source: `member:${member.id}`,
      base: amount,
      quantity: 1,
      amount,
    });
  }

  /** Returns the rows whose volume moves now: the sale, and refunds that waited for it. */
  sale(sale: Sale): Sale[] {
    if (sale.refundOf !== null) return this.refund(sale);
    const { plan } = this.world.input;
    const lines: OracleLine[] = [];
    const share = nearest(sale.amount * BigInt(plan.seller?.rate_bp ?? 0), 10_000n);
    const source = `sale:${sale.id}`;
    if (sale.seller !== null && share !== 0n) {
      const line = { to: sale.seller, kind: 'direct_sale', source, base: sale.amount, quantity: 1, amount: share };
      lines.push(...this.book.credit(line));
    }
    const start = plan.levels?.from === 'seller' ? sale.seller : sale.member;
    if (plan.levels?.on.includes('purchase') && start !== null) lines.push(...this.levels(start, source, sale.amount));
    this.made.set(sale.id, { day: this.book.today, lines, refunded: 0n });
    return [
      sale,
      ...this.early.filter(({ refundOf }) => refundOf === sale.id).flatMap((refund) => this.refund(refund)),
    ];
  }

  private refund(refund: Sale): Sale[] {
    const made = this.made.get(refund.refundOf ?? 0);
    const whole = this.world.sales.find(({ id }) => id === refund.refundOf)?.amount ?? 0n;
    if (!made) {
      this.early.push(refund);
      return [];
    }
    const before = made.refunded;
    made.refunded -= refund.amount;
    for (const line of whole === 0n ? [] : made.lines) {
      const part = (of: bigint) => nearest(of * made.refunded, whole) - nearest(of * before, whole);
      const back = part(line.amount);
      if (back === 0n) continue;
      const isTax = line.kind === 'tax';
      this.book.write({
        ...line,
        source: `sale:${refund.id}`,
        base: -part(line.base),
        amount: -back,
        reasons: ['refund'],
      });
      this.book.takeFromYear(line.to, made.day, { gross: isTax ? 0n : back, tax: isTax ? -back : 0n, rule: line.rule });
    }
    return [refund];
  }

  private levels(start: number, source: string, base: bigint): OracleLine[] {
    const rules = this.world.input.plan.levels;
    if (!rules) return [];
    const names = this.world.input.plan.ranks?.paid_as_by.map(({ name }) => name) ?? [];
    const above = this.world.above(start, rules.tree);
    const count = (rules.amounts ?? rules.rates_bp ?? []).length;
    const lines: OracleLine[] = [];
    for (let level = 1; level <= count; level++) {
      const minimum = names.indexOf(rules.min_rank?.[level - 1] ?? '?');
      const ranked = (member: Member) => (this.ranks.get(member.id) ?? -1) >= minimum;
      const skips = (member: Member): boolean =>
        (rules.compression !== 'none' && !member.active) || (rules.compression === 'dynamic' && !ranked(member));
      while (above[0] && skips(above[0])) above.shift();
      const to = above.shift();
      if (!to?.active || !ranked(to)) continue;
      const amount = rules.amounts?.[level - 1] ?? nearest(base * BigInt(rules.rates_bp?.[level - 1] ?? 0), 10_000n);
      const of = rules.amounts ? amount : base;
      if (amount !== 0n) {
        lines.push(...this.book.credit({ to: to.id, kind: rules.kind, level, source, base: of, quantity: 1, amount }));
      }
    }
    return lines;
  }
}
