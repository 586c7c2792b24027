import type { TaxRule } from '../../../../src/compliance/withholding.js';
import { nearest } from './world.js';
import type { OracleLine, World } from './world.js';

type Draft = Omit<OracleLine, 'level' | 'reasons'> & { level?: number; reasons?: string[] };

/** The lines so far, and the tax that each credit bears. */
export class Book {
  readonly lines: OracleLine[] = [];
  today = '';

  constructor(private readonly world: World) {}

  /** Writes a line; returns it. */
  write(draft: Draft): OracleLine {
    const line = { level: 0, reasons: [], ...draft };
    this.lines.push(line);
    return line;
  }

  /** Writes a credit with its tax; returns everything it wrote. */
  credit(draft: Draft): OracleLine[] {
    const taxes = this.taxesOn(draft.to, draft.amount);
    const line = this.write(draft);
    const written = taxes.map(([rule, tax]) => {
      const { to, level, source, quantity, amount } = line;
      const taxLine = this.write({
        to,
        kind: 'tax',
        level,
        source,
        base: amount,
        quantity,
        amount: -tax,
        rule: rule.key,
      });
      this.notes.push({ to, rule: rule.key, year: yearOf(this.today), gross: 0n, tax });
      return taxLine;
    });
    this.notes.push({ to: line.to, rule: null, year: yearOf(this.today), gross: line.amount, tax: 0n });
    for (const empty of written.filter(({ amount }) => amount === 0n)) this.lines.splice(this.lines.indexOf(empty), 1);
    return [line, ...written.filter(({ amount }) => amount !== 0n)];
  }

  /** What a member got so far, deductions taken off. */
  net(member: number): bigint {
    return this.lines.filter(({ to }) => to === member).reduce((sum, { amount }) => sum + amount, 0n);
  }

  /** Tax on a credit of today, without writing anything. */
  tax(member: number, gross: bigint): bigint {
    return this.taxesOn(member, gross).reduce((sum, [, tax]) => sum + tax, 0n);
  }

  /** Takes gross, or the tax of a rule, back out of the year it was credited in. */
  takeFromYear(
    member: number,
    creditedOn: string,
    back: { gross: bigint; tax: bigint; rule?: string | undefined },
  ): void {
    const year = yearOf(creditedOn);
    if (year !== yearOf(this.today)) return;
    this.notes.push({ to: member, rule: null, year, gross: -back.gross, tax: 0n });
    this.notes.push({ to: member, rule: back.rule ?? null, year, gross: 0n, tax: -back.tax });
  }

  private readonly notes: { to: number; rule: string | null; year: number; gross: bigint; tax: bigint }[] = [];

  private rules(): TaxRule[] {
    const { plan, taxRules } = this.world.input;
    return plan.withholding.flatMap((key) =>
      taxRules.filter((rule) => {
        const inForce = rule.effectiveFrom <= this.today && (rule.effectiveUntil ?? '9999') >= this.today;
        return rule.key === key && rule.at === 'credit' && inForce;
      }),
    );
  }

  private taxesOn(member: number, gross: bigint): [TaxRule, bigint][] {
    const year = this.notes.filter(({ to, year: noted }) => to === member && noted === yearOf(this.today));
    const before = year.reduce((sum, note) => sum + note.gross, 0n);
    let left = gross;
    return this.rules().map((rule) => {
      const taken = year.filter((note) => note.rule === rule.key).reduce((sum, { tax }) => sum + tax, 0n);
      const passed = rule.annualThreshold === null || before + gross > rule.annualThreshold;
      const total = rule.basis === 'excess' ? before + gross - (rule.annualThreshold ?? 0n) : before + gross;
      const whole = rule.basis === 'payment' ? gross : total;
      const due = nearest(whole * BigInt(rule.rateBp), 10_000n) - (rule.basis === 'payment' ? 0n : taken);
      const most = rule.ceiling !== null && rule.ceiling < left ? rule.ceiling : left;
      const tax = !passed || due < 0n || most < 0n ? 0n : due < most ? due : most;
      left -= tax;
      return [rule, tax];
    });
  }
}

const yearOf = (day: string): number => Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
