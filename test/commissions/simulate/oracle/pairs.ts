import type { BinaryRules } from '../../../../src/programs/plan-document.js';
import type { Book } from './book.js';
import { Legs } from './pair-legs.js';
import { nearest } from './world.js';
import type { Member, World } from './world.js';

const order = ['first_pair', 'daily_cap', 'monthly_cap', 'lifetime_cap', 'inactive_limit'];
const capNames = { day: 'daily_cap', month: 'monthly_cap', lifetime: 'lifetime_cap' };

/** Matches one member at the end of one day, pair by pair. */
export class PairMatching {
  readonly legs = new Map<number, Legs>();

  constructor(
    private readonly world: World,
    private readonly book: Book,
    private readonly rules: BinaryRules,
  ) {
    for (const { id } of world.members) this.legs.set(id, new Legs());
  }

  add(member: number, units: bigint): void {
    const { today } = this.book;
    const book = (days: Map<string, bigint>): void => void days.set(today, (days.get(today) ?? 0n) + units);
    for (const { owner, slot } of this.world.legsAbove(member)) {
      const legs = this.of(owner);
      if (slot === 0) {
        legs.left += units;
        book(legs.addedLeft);
      }
      if (slot === 1) {
        legs.right += units;
        book(legs.addedRight);
      }
    }
  }

  of(member: number): Legs {
    return this.legs.get(member) ?? new Legs();
  }

  matchAll(capOf: (member: number) => number): void {
    for (const member of this.world.members) {
      this.undo(member);
      if (this.mayForm(member)) this.form(member, capOf(member.id));
    }
  }

  possible({ left, right }: Legs): number {
    const smaller = left < right ? left : right;
    return smaller < 0n ? 0 : Number(smaller / this.rules.pair_value);
  }

  /** Flush or expiry at the end of a month. */
  endMonth(months: string[]): void {
    if (this.rules.at_period_end === 'carry') return;
    for (const legs of this.legs.values()) {
      const before = this.possible(legs);
      const kept = this.rules.at_period_end === 'flush' ? [] : months.slice(-(this.rules.expire_after ?? 1));
      const gone = (balance: bigint, added: Map<string, bigint>): bigint => {
        const gains = [...added].filter(([day, volume]) => volume > 0n && kept.includes(day.slice(0, 7)));
        const old = balance - gains.reduce((sum, [, volume]) => sum + volume, 0n);
        return old > 0n ? old : 0n;
      };
      const [left, right] = [gone(legs.left, legs.addedLeft), gone(legs.right, legs.addedRight)];
      legs.left -= left;
      legs.right -= right;
      legs.flushed = [legs.flushed[0] + left, legs.flushed[1] + right];
      legs.lost += before - this.possible(legs);
    }
  }

  private undo({ id }: Member): void {
    const legs = this.of(id);
    const sum = { pairs: 0, gross: 0n, instalment: 0n };
    const taxes = new Map<string, bigint>();
    while ((legs.left < 0n || legs.right < 0n) && legs.pairs.length > 0) {
      const pair = legs.pairs.pop();
      if (!pair) break;
      legs.left += this.rules.pair_value;
      legs.right += this.rules.pair_value;
      const back = (whole: bigint, gross: bigint) =>
        pair.line.gross === 0n ? 0n : nearest(whole * gross, pair.line.gross);
      const after = pair.line.back + pair.paid;
      sum.pairs++;
      sum.gross += pair.paid;
      this.book.takeFromYear(id, pair.day, { gross: pair.paid, tax: 0n });
      for (const { rule, tax: whole } of pair.line.taxes) {
        const tax = back(whole, after) - back(whole, pair.line.back);
        this.book.takeFromYear(id, pair.day, { gross: 0n, tax, rule });
        taxes.set(rule, (taxes.get(rule) ?? 0n) + tax);
      }
      sum.instalment += back(pair.line.instalment, after) - back(pair.line.instalment, pair.line.back);
      pair.line.back = after;
    }
    if (sum.pairs === 0) return;
    const line = { to: id, source: `day:${this.book.today}`, quantity: -sum.pairs };
    this.book.write({ ...line, kind: 'pair', base: this.rules.amount, amount: -sum.gross, reasons: ['undone'] });
    for (const tax of taxes.values()) {
      if (tax !== 0n) this.book.write({ ...line, kind: 'tax', base: -sum.gross, amount: tax });
    }
    if (sum.instalment !== 0n)
      this.book.write({ ...line, kind: 'instalment', base: -sum.gross, amount: sum.instalment });
  }

  private mayForm({ id, active }: Member): boolean {
    const directs = this.world.members.filter(
      ({ id: other, sponsor, activatedAt }) =>
        sponsor === id && this.world.isBelow(other, id) && this.world.isBy(activatedAt, this.book.today),
    );
    return active && directs.length >= (this.rules.activation?.directs ?? 0);
  }

  private form(member: Member, cap: number): void {
    const { rules, book } = this;
    const legs = this.of(member.id);
    const buyer = this.world.isBy(member.activatedAt, book.today);
    const limit = buyer ? undefined : rules.inactive_limit;
    const before = book.net(member.id);
    const amounts: bigint[] = [];
    const reasons = new Set<string>();
    const earned = () => amounts.reduce((sum, amount) => sum + amount, 0n);
    const net = (gross: bigint) =>
      gross - book.tax(member.id, gross) - this.instalment(member, legs.pairs.length, [...amounts, gross - earned()]);
    while (this.possible(legs) > 0) {
      const ever = legs.pairs.length + amounts.length;
      if (this.inWindow(legs) + amounts.length >= cap) {
        reasons.add(capNames[rules.cap?.per ?? 'day']);
        if (rules.on_cap === 'flush') this.flushAll(legs);
        break;
      }
      if (limit && (ever >= limit.pairs || before + net(earned()) >= limit.net)) {
        reasons.add('inactive_limit');
        break;
      }
      const full = ever === 0 && rules.unpaid_first ? 0n : rules.amount;
      let amount = full;
      while (limit && amount > 0n && before + net(earned() + amount) > limit.net) amount--;
      if (amount < full) reasons.add('inactive_limit');
      if (ever === 0 && rules.unpaid_first) reasons.add('first_pair');
      amounts.push(amount);
      legs.left -= rules.pair_value;
      legs.right -= rules.pair_value;
    }
    if (amounts.length > 0)
      this.pay(
        member,
        amounts,
        order.filter((reason) => reasons.has(reason)),
      );
  }

  private pay(member: Member, amounts: bigint[], reasons: string[]): void {
    const legs = this.of(member.id);
    const gross = amounts.reduce((sum, amount) => sum + amount, 0n);
    const line = { to: member.id, source: `day:${this.book.today}`, base: this.rules.amount, quantity: amounts.length };
    const [, ...taxLines] = this.book.credit({ ...line, kind: 'pair', amount: gross, reasons });
    const taxes = taxLines.map(({ rule = '', amount }) => ({ rule, tax: -amount }));
    const tax = taxes.reduce((sum, one) => sum + one.tax, 0n);
    const wanted = this.instalment(member, legs.pairs.length, amounts);
    const instalment = wanted < gross - tax ? wanted : gross - tax;
    const from = (this.rules.instalment?.from_pair ?? 1) - 1;
    const counted = amounts.filter((_, index) => legs.pairs.length + index >= from);
    const base = counted.reduce((sum, amount) => sum + amount, 0n);
    if (instalment !== 0n) {
      this.book.write({ ...line, kind: 'instalment', base, quantity: counted.length, amount: -instalment });
    }
    const whole = { gross, taxes, instalment, back: 0n };
    legs.pairs.push(...amounts.map((paid) => ({ paid, day: this.book.today, line: whole })));
  }

  /** No instalment is ever due here, so `only_if_due` waives it. */
  private instalment(member: Member, before: number, amounts: bigint[]): bigint {
    const { instalment } = this.rules;
    const buyer = this.world.isBy(member.activatedAt, this.book.today);
    if (!instalment || instalment.only_if_due || buyer !== (instalment.when === 'active_buyer')) return 0n;
    const base = amounts
      .filter((_, index) => before + index + 1 >= instalment.from_pair)
      .reduce((sum, paid) => sum + paid, 0n);
    return nearest(base * BigInt(instalment.rate_bp), 10_000n);
  }

  private flushAll(legs: Legs): void {
    const lost = this.possible(legs);
    const volume = BigInt(lost) * this.rules.pair_value;
    legs.left -= volume;
    legs.right -= volume;
    legs.flushed = [legs.flushed[0] + volume, legs.flushed[1] + volume];
    legs.lost += lost;
  }

  private inWindow({ pairs }: Legs): number {
    const per = this.rules.cap?.per ?? 'lifetime';
    const length = { day: 10, month: 7, lifetime: 0 }[per];
    return pairs.filter(({ day }) => day.slice(0, length) === this.book.today.slice(0, length)).length;
  }
}
