import { TaxRuleRow } from '../../src/compliance/tax-rule.js';
import type { TaxRule } from '../../src/compliance/withholding.js';

/** A fifth of whatever is credited, whether there is a tax number or not. */
export const fifth: TaxRule = {
  key: 'fifth',
  section: '194H',
  at: 'credit',
  rateBp: 2000,
  rateWithoutPanBp: 2000,
  annualThreshold: null,
  basis: 'payment',
  ceiling: null,
  effectiveFrom: '2020-04-01',
  effectiveUntil: null,
};

export async function addTaxRules(...rules: readonly TaxRule[]): Promise<void> {
  for (const { at: stage, ...rule } of rules) await TaxRuleRow.create({ ...rule, stage });
}
