import { financialYear } from '../../core/period.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import { instalmentBase } from './binary.js';
import type { Match } from './binary.js';
import { labelOf } from './calendar.js';
import { lessTaxes } from './credits.js';
import type { Credits } from './credits.js';
import { instalmentShare } from './deductions.js';
import type { NetOf } from './largest-gross.js';
import { reasonBit } from './lines.js';
import type { Line } from './lines.js';
import type { PairHistory, UndonePairs } from './pair-history.js';
import type { Standing } from './people.js';
import { counted } from './too-large.js';

/** When and for whom pairs are paid. */
export interface PairMoment {
  member: number;
  /** The number of the business day, and the moment its matching is cut off. */
  day: number;
  cutoff: number;
  formedBefore: number;
}

/** Turns formed and undone pairs into lines: gross, tax at credit, instalment share. */
export class PairPay {
  constructor(
    private readonly rules: BinaryRules,
    private readonly credits: Credits,
    private readonly standing: Standing,
    /** Only where refunds may undo pairs. */
    private readonly history?: PairHistory,
  ) {}

  /** One line for the member and the day, then its deductions. */
  pay(moment: PairMoment, { formed, gross, reasons }: Match): void {
    const line = this.line(
      moment,
      formed,
      counted(gross, `What pairs pay member ${this.standing.idOf(moment.member)}`),
    );
    line.reasons = reasons;
    this.history?.push(moment.member, this.credits.lines.length, formed);
    const left = this.credits.credit(line);
    const base = instalmentBase(this.rules, moment.formedBefore, gross);
    if (base > 0n) this.payInstalment(moment, line, { base, left });
  }

  /** What is left of a gross for this member now, as the limit for members who are not Active Buyers needs it. */
  netOf(moment: PairMoment): NetOf {
    const { member, formedBefore } = moment;
    const { taxes } = this.credits;
    const net = (gross: bigint): bigint => {
      const left = lessTaxes(gross, taxes.on(member, gross, this.standing.hasPan(member)));
      return left - this.instalment(moment, instalmentBase(this.rules, formedBefore, gross), left);
    };
    return Object.assign(net, { drops: taxes.dropsFor(member) });
  }

  /** Takes back the latest pairs: one line of what they had paid, and their deductions given back. */
  takeBack({ member, ...moment }: Omit<PairMoment, 'formedBefore'>, pairs: number): UndonePairs[] {
    const undone = this.history?.undo(member, pairs) ?? [];
    if (undone.length === 0) return undone;
    const taxes: bigint[] = [];
    const sum = { pairs: 0, gross: 0n, instalment: 0n };
    for (const part of undone) {
      sum.pairs += part.pairs;
      sum.gross += part.gross;
      part.taxes.forEach((tax, rule) => (taxes[rule] = (taxes[rule] ?? 0n) + tax));
      sum.instalment += part.instalment;
      const back = part.taxes.map((tax) => -tax);
      this.credits.taxes.record(member, -part.gross, back, financialYear(labelOf(part.day)));
    }
    const line = this.line({ member, ...moment }, -sum.pairs, -sum.gross);
    line.reasons = reasonBit.undone;
    this.credits.write(line);
    taxes.forEach((tax, rule) => {
      this.credits.deduct(line, 'tax', -tax, { rule });
    });
    this.standing.payInstalment(member, -sum.instalment);
    this.credits.deduct(line, 'instalment', -sum.instalment);
    return undone;
  }

  private payInstalment(moment: PairMoment, line: Line, { base, left }: { base: bigint; left: bigint }): void {
    const taken = this.instalment(moment, base, left);
    this.standing.payInstalment(moment.member, taken);
    const exempt = Math.max(0, (this.rules.instalment?.from_pair ?? 1) - 1 - moment.formedBefore);
    this.credits.deduct(line, 'instalment', taken, { base, quantity: line.quantity - exempt });
  }

  private instalment({ member, cutoff }: PairMoment, base: bigint, left: bigint): bigint {
    if (!this.rules.instalment || base === 0n) return 0n;
    const activeBuyer = this.standing.isActiveBuyer(member, cutoff);
    return instalmentShare(this.rules.instalment, {
      base,
      left,
      activeBuyer,
      due: this.standing.instalmentDue(member),
    });
  }

  private line({ member, day }: Pick<PairMoment, 'member' | 'day'>, quantity: number, amount: bigint): Line {
    return {
      beneficiary: member,
      kind: 'pair',
      level: 0,
      sourceType: 'day',
      source: day,
      base: this.rules.amount,
      quantity,
      amount,
      reasons: 0,
    };
  }
}
