import { minor } from './columns.js';
import type { TaxRule } from '../../compliance/withholding.js';
import type { Plan } from '../../programs/plan-document.js';
import type { Day } from './calendar.js';
import { Lines } from './lines.js';
import type { Line } from './lines.js';
import { TaxYears } from './tax-years.js';
import type { YearTotals } from './tax-years.js';
import type { Standing } from './people.js';
import { counted } from './too-large.js';

/** The part of a line that a deduction is taken from, and the tax rule that takes it. */
type Deducted = Partial<Pick<Line, 'base' | 'quantity' | 'rule'>>;

/** What members were credited and taxed before, where rules ask for it. */
interface Credited {
  creditedNet?: BigInt64Array;
  year?: YearTotals;
}

/** What was taken off a line as it was credited, by the places of the rules, and the financial year it counts in. */
export interface Taxed {
  taxes: readonly bigint[];
  financialYear: number;
}

/** What goes back of a line: its gross and its taxes out of the totals of their year, and its net in any case. */
interface Back extends Taxed {
  gross: bigint;
  net: bigint;
}

/** Writes lines with the tax that is taken as they are credited, and keeps what each member got net. */
export class Credits {
  readonly lines = new Lines();
  readonly taxes: TaxYears;
  /** Everything credited, net of deductions; only kept where a rule limits it. */
  private readonly net: BigInt64Array | undefined;

  constructor(
    plan: Plan,
    taxRules: readonly TaxRule[],
    private readonly standing: Standing,
    members: number,
  ) {
    this.taxes = new TaxYears(taxRules, plan.withholding, members);
    this.net = plan.binary?.inactive_limit && new BigInt64Array(members);
  }

  startDay(day: Day): void {
    this.taxes.startDay(day);
  }

  netOf(member: number): bigint {
    return this.net?.[member] ?? 0n;
  }

  /** Takes over what members were credited and taxed before. */
  open({ creditedNet, year }: Credited = {}): void {
    if (creditedNet) this.net?.set(creditedNet);
    if (year) this.taxes.open(year);
  }

  /** Counts a line that stands elsewhere as credited now; returns the taxes on it. */
  earn(member: number, gross: bigint): Taxed {
    const taxes = this.taxesOn(member, gross);
    if (this.net) this.net[member] = this.added(this.net, member, lessTaxes(gross, taxes));
    return { taxes, financialYear: this.taxes.financialYear };
  }

  /** Takes back what was credited of a line that stands elsewhere. */
  takeBack(member: number, { gross, taxes, net, financialYear }: Back): void {
    if (this.net) this.net[member] = minor(this.net, member) - net;
    const given = taxes.map((tax) => -tax);
    this.taxes.record(member, -gross, given, financialYear);
  }

  /** Everything credited by now, where that is kept. */
  get creditedNet(): BigInt64Array | undefined {
    return this.net;
  }

  /** Writes a line and the tax on it; returns what tax left. */
  credit(line: Line): bigint {
    this.write(line);
    return this.taxes.takesNothing ? line.amount : this.tax(line);
  }

  /** Writes what is taken off a line; nothing for nothing. Where no part of the line is named, all of it is the base. */
  deduct(line: Line, kind: 'tax' | 'instalment', taken: bigint, of: Deducted = {}): void {
    if (taken === 0n) return;
    this.write({
      beneficiary: line.beneficiary,
      kind,
      level: line.level,
      sourceType: line.sourceType,
      source: line.source,
      base: of.base ?? line.amount,
      quantity: of.quantity ?? line.quantity,
      amount: -taken,
      reasons: 0,
      rule: of.rule ?? 0,
    });
  }

  /** Writes a line as it is; returns its place. */
  write(line: Line): number {
    if (this.net) this.net[line.beneficiary] = this.added(this.net, line.beneficiary, line.amount);
    return this.lines.add(line);
  }

  private added(net: BigInt64Array, member: number, amount: bigint): bigint {
    return counted(minor(net, member) + amount, `What member ${this.standing.idOf(member)} is credited`);
  }

  private tax(line: Line): bigint {
    const taxes = this.taxesOn(line.beneficiary, line.amount);
    taxes.forEach((tax, rule) => {
      this.deduct(line, 'tax', tax, { rule });
    });
    return lessTaxes(line.amount, taxes);
  }

  private taxesOn(member: number, gross: bigint): bigint[] {
    const taxes = this.taxes.on(member, gross, this.standing.hasPan(member));
    this.taxes.record(member, gross, taxes);
    return taxes;
  }
}

/** What taxes leave of a line. */
export const lessTaxes = (gross: bigint, taxes: readonly bigint[]): bigint =>
  taxes.reduce((left, tax) => left - tax, gross);
