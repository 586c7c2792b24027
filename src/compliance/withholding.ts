import { share } from '../core/money.js';
import type { BusinessDay } from '../core/period.js';

/** One tax rule as tax advisers state it; the program does what the rules in force say and decides nothing. */
export interface TaxRule {
  key: string;
  /** The section of the law, as it is printed on statements. */
  section: string;
  /** Taken when a commission is credited, or when money is paid out. */
  at: 'credit' | 'payout';
  rateBp: number;
  rateWithoutPanBp: number;
  /** Nothing is taken until the financial year's total passes this; null takes from the first payment on. */
  annualThreshold: bigint | null;
  /** What the rate applies to once tax is due: this payment, the whole year's total, or the total over the threshold. */
  basis: 'payment' | 'year' | 'excess';
  /** The most that one payment can bear; null for no ceiling. */
  ceiling: bigint | null;
  effectiveFrom: BusinessDay;
  /** The last day it is in force; null while no end is known. */
  effectiveUntil: BusinessDay | null;
}

/** What a rule needs to know of the person: the payment, and the financial year before it. */
export interface Taxable {
  gross: bigint;
  hasPan: boolean;
  /** Gross of the financial year before this payment, and the tax that this rule already took from it. */
  yearGross: bigint;
  yearTax: bigint;
}

/** The rules among a plan's keys that are in force at a stage on a day. */
export function rulesInForce(
  rules: readonly TaxRule[],
  keys: readonly string[],
  stage: TaxRule['at'],
  day: BusinessDay,
): TaxRule[] {
  const holds = ({ effectiveFrom, effectiveUntil }: TaxRule) =>
    effectiveFrom <= day && (effectiveUntil === null || day <= effectiveUntil);
  return keys.flatMap((key) => rules.filter((rule) => rule.key === key && rule.at === stage && holds(rule)));
}

/** The tax that one rule takes from one payment: never negative, never more than the payment or the ceiling. */
export function withholding(rule: TaxRule, taxable: Taxable): bigint {
  const due = share(taxBase(rule, taxable), taxable.hasPan ? rule.rateBp : rule.rateWithoutPanBp);
  const owed = rule.basis === 'payment' ? due : due - taxable.yearTax;
  return clamp(owed, smaller(taxable.gross, rule.ceiling));
}

function taxBase({ basis, annualThreshold }: TaxRule, { gross, yearGross }: Taxable): bigint {
  const total = yearGross + gross;
  const threshold = annualThreshold ?? 0n;
  if (annualThreshold !== null && total <= threshold) return 0n;
  if (basis === 'payment') return gross;
  return basis === 'year' ? total : total - threshold;
}

const smaller = (a: bigint, b: bigint | null): bigint => (b === null || a < b ? a : b);
const clamp = (value: bigint, most: bigint): bigint => (value < 0n || most < 0n ? 0n : smaller(value, most));
