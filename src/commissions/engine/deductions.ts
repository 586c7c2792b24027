import { withholding } from '../../compliance/withholding.js';
import type { Taxable, TaxRule } from '../../compliance/withholding.js';
import { share } from '../../core/money.js';
import type { BinaryRules } from '../../programs/plan-document.js';

type InstalmentRules = NonNullable<BinaryRules['instalment']>;

/** One tax rule in force, and what it took from the member in this financial year. */
export interface TaxInForce {
  rule: TaxRule;
  yearTax: bigint;
}

/** The taxes on one credit, in the rules' order, each cut to what the others left. */
export function taxesAtCredit(taxes: readonly TaxInForce[], payment: Omit<Taxable, 'yearTax'>): bigint[] {
  let left = payment.gross;
  return taxes.map(({ rule, yearTax }) => {
    const owed = withholding(rule, { ...payment, yearTax });
    const taken = owed < left ? owed : left;
    left -= taken;
    return taken;
  });
}

/** What a member's pairs give to instalments: a rate of the gross they came from, cut to what tax left. */
export interface InstalmentFacts {
  base: bigint;
  left: bigint;
  activeBuyer: boolean;
  /** Open instalments. */
  due: bigint;
}

/** The instalment part of a credit; with `only_if_due` what nothing is waiting for is waived. */
export function instalmentShare(rules: InstalmentRules, { base, left, activeBuyer, due }: InstalmentFacts): bigint {
  if (activeBuyer !== (rules.when === 'active_buyer')) return 0n;
  const wanted = share(base, rules.rate_bp);
  const owed = rules.only_if_due && due < wanted ? due : wanted;
  return owed < left ? owed : left;
}
