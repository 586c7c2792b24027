import { minor } from './columns.js';
import { rulesInForce } from '../../compliance/withholding.js';
import type { TaxRule } from '../../compliance/withholding.js';
import { taxesAtCredit } from './deductions.js';
import type { Day } from './calendar.js';
import type { Line } from './lines.js';
import { counted } from './too-large.js';

/** What members were credited and taxed in a financial year so far, as columns by member; taxes by key of the rule. */
export interface YearTotals {
  financialYear: number;
  gross: BigInt64Array;
  taxes: ReadonlyMap<string, BigInt64Array>;
}

/** The rules at credit among a plan's that ask for the year's totals. */
export const yearlyRules = (rules: readonly TaxRule[], keys: readonly string[]): TaxRule[] =>
  rules.filter((rule) => keys.includes(rule.key) && rule.at === 'credit' && isYearly(rule));

/** Tax at credit, with the year's totals of every member where a rule asks for them. */
export class TaxYears {
  private inForce: TaxRule[] = [];
  /** The year that is counted now. */
  financialYear = NaN;
  private readonly yearGross: BigInt64Array;
  /** By key of the rule. */
  private readonly yearTax = new Map<string, BigInt64Array>();

  constructor(
    private readonly rules: readonly TaxRule[],
    private readonly keys: readonly string[],
    members: number,
  ) {
    const yearly = yearlyRules(rules, keys);
    this.yearGross = new BigInt64Array(yearly.length > 0 ? members : 0);
    for (const { key } of yearly) this.yearTax.set(key, new BigInt64Array(members));
  }

  /** Takes over what members were credited and taxed before, in the year that the first day belongs to. */
  open({ financialYear, gross, taxes }: YearTotals): void {
    if (this.yearTax.size === 0) return;
    this.financialYear = financialYear;
    this.yearGross.set(gross);
    for (const [key, taken] of taxes) this.yearTax.get(key)?.set(taken);
  }

  /** The year's totals at the end; none where no rule asks for them. */
  get totals(): YearTotals | undefined {
    if (this.yearTax.size === 0) return undefined;
    return { financialYear: this.financialYear, gross: this.yearGross, taxes: this.yearTax };
  }

  startDay(day: Day): void {
    this.inForce = rulesInForce(this.rules, this.keys, 'credit', day.label);
    if (day.financialYear === this.financialYear) return;
    this.financialYear = day.financialYear;
    this.yearGross.fill(0n);
    for (const taken of this.yearTax.values()) taken.fill(0n);
  }

  /** Nothing is taken now, and no rule will ever ask what was credited by now. */
  get takesNothing(): boolean {
    return this.inForce.length === 0 && this.yearTax.size === 0;
  }

  /** The taxes on one credit, by the places of their rules in the plan. */
  on(member: number, gross: bigint, hasPan: boolean): bigint[] {
    const rules = this.inForce.map((rule) => ({ rule, yearTax: this.yearTax.get(rule.key)?.[member] ?? 0n }));
    const taxes = taxesAtCredit(rules, { gross, hasPan, yearGross: minor(this.yearGross, member) });
    const byPlace = this.keys.map(() => 0n);
    this.inForce.forEach(({ key }, index) => (byPlace[this.keys.indexOf(key)] = taxes[index] ?? 0n));
    return byPlace;
  }

  /** Gross amounts after which one cent more makes the whole year taxable. */
  dropsFor(member: number): bigint[] {
    const before = minor(this.yearGross, member);
    return this.inForce.flatMap(({ annualThreshold }) => (annualThreshold === null ? [] : [annualThreshold - before]));
  }

  /** Adds a credit and its taxes to the member's year; negative amounts take them back, if it is the same year. */
  record(member: number, gross: bigint, taxes: readonly bigint[], financialYear = this.financialYear): void {
    if (this.yearTax.size === 0 || financialYear !== this.financialYear) return;
    this.yearGross[member] = counted(minor(this.yearGross, member) + gross, 'What one member is credited in a year');
    this.keys.forEach((key, place) => {
      const taken = this.yearTax.get(key);
      if (taken) taken[member] = minor(taken, member) + (taxes[place] ?? 0n);
    });
  }

  /** Takes back a part of a line that was credited in a financial year: of its gross, or of a tax on it. */
  recordBack({ kind, beneficiary, rule }: Line, back: bigint, financialYear: number): void {
    const taxes = kind === 'tax' ? this.keys.map((_, place) => (place === rule ? back : 0n)) : [];
    if (kind !== 'instalment') this.record(beneficiary, kind === 'tax' ? 0n : -back, taxes, financialYear);
  }
}

const isYearly = ({ basis, annualThreshold }: TaxRule): boolean => basis !== 'payment' || annualThreshold !== null;
