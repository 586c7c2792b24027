import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fromRoot } from '../../config/paths.js';
import { command } from '../core/command.js';
import { systemOnly } from '../core/policy.js';
import { parseTaxRules } from './tax-rule-document.js';
import { TaxRuleRow } from './tax-rule.js';

/** Makes the tax rules that ship with the install; a rule that is there already is left as it is. */
export const installTaxRules = command({
  name: 'tax_rule.install',
  input: z.strictObject({}),
  allow: systemOnly,

  async run({ tx }) {
    const shipped = parseTaxRules(JSON.parse(await readFile(fromRoot('config/tax-rules.json'), 'utf8')));
    const made: TaxRuleRow[] = [];
    for (const { at: stage, ...rule } of shipped) {
      const exists = await TaxRuleRow.count({ where: { key: rule.key }, transaction: tx });
      if (exists === 0) made.push(await TaxRuleRow.create({ ...rule, stage }, { transaction: tx }));
    }
    return made;
  },
});
