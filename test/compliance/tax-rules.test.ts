import { describe, expect, test } from '@jest/globals';
import { installTaxRules } from '../../src/compliance/install-tax-rules.js';
import { TaxRuleRow } from '../../src/compliance/tax-rule.js';
import { system } from '../../src/core/actor.js';
import '../../src/consequences.js';
import '../support/database.js';

describe('installing the tax rules that ship', () => {
  test('makes them once, and leaves what is there as it is', async () => {
    const made = await installTaxRules(system(), {});
    expect(made.map(({ key }) => key)).toEqual(['ev-readme', 'ev-2026', 'india-2026']);
    await TaxRuleRow.update({ rateBp: 700 }, { where: { key: 'ev-readme' } });
    expect(await installTaxRules(system(), {})).toEqual([]);
    const row = await TaxRuleRow.findOne({ where: { key: 'ev-readme' }, rejectOnEmpty: true });
    expect(row.rule).toMatchObject({ at: 'payout', rateBp: 700, ceiling: 1_000_000n, effectiveFrom: '2000-01-01' });
  });
});
