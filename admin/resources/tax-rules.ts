import { TaxRuleRow } from '../../src/compliance/tax-rule.js';
import { finance } from '../policies.js';
import { everyRow } from '../scope.js';
import { resource } from '../support/resource.js';

export const taxRules = resource(TaxRuleRow, {
  group: 'settings',
  icon: 'Percent',
  see: finance,
  scope: everyRow,
  title: { sql: `"TaxRuleRow"."key" || ' (' || "TaxRuleRow"."section" || ')'` },
  list: [
    'key',
    'section',
    'stage',
    'rateBp',
    'rateWithoutPanBp',
    'annualThreshold',
    'ceiling',
    'effectiveFrom',
    'effectiveUntil',
  ],
  show: ['basis', 'createdAt'],
  filters: ['stage', 'effectiveFrom', 'effectiveUntil'],
  search: ['key', 'section'],
  columns: {
    key: { kind: 'code' },
    stage: { values: ['credit', 'payout'] },
    basis: { values: ['payment', 'year', 'excess'] },
    rateBp: { kind: 'rate' },
    rateWithoutPanBp: { kind: 'rate' },
  },
  sort: { by: 'effectiveFrom', direction: 'desc' },
});
