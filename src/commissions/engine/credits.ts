import { minor } from './columns.js';
import type { TaxRule } from '../../compliance/withholding.js';
import type { Plan } from '../../programs/plan-document.js';
import type { Day } from './calendar.js';
import { Lines } from './lines.js';
import type { Line } from './lines.js';
import { TaxYears } from './tax-years.js';
import type { Standing } from './people.js';

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

  /** Takes over what members were credited before. */
  openNet(net: BigInt64Array): void {
    this.net?.set(net);
  }

  /** Writes a line and the tax on it; returns what tax left. */
  credit(line: Line): bigint {
    this.write(line);
    return this.taxes.takesNothing ? line.amount : this.tax(line);
  }

  /** Writes what is taken off a line; nothing for nothing. Without a share of the line, all of it is the base. */
  deduct(
    line: Line,
    kind: 'tax' | 'instalment',
    taken: bigint,
    share: Pick<Line, 'base' | 'quantity'> | null = null,
  ): void {
    if (taken === 0n) return;
    this.write({
      beneficiary: line.beneficiary,
      kind,
      level: line.level,
      sourceType: line.sourceType,
      source: line.source,
      base: share ? share.base : line.amount,
      quantity: share ? share.quantity : line.quantity,
      amount: -taken,
      reasons: 0,
    });
  }

  /** Writes a line as it is; returns its place. */
  write(line: Line): number {
    if (this.net) this.net[line.beneficiary] = minor(this.net, line.beneficiary) + line.amount;
    return this.lines.add(line);
  }

  private tax(line: Line): bigint {
    const taxes = this.taxes.on(line.beneficiary, line.amount, this.standing.hasPan(line.beneficiary));
    this.taxes.record(line.beneficiary, line.amount, taxes);
    for (const tax of taxes) this.deduct(line, 'tax', tax);
    return taxes.reduce((left, tax) => left - tax, line.amount);
  }
}
