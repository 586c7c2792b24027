import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TaxRule } from '../../../src/compliance/withholding.js';
import type { Plan } from '../../../src/programs/plan-document.js';
import { preset, taxRules as shipped } from './oracle/drafts.js';
import { simulateCase } from './oracle/files.js';
import { members, moment, sales } from './oracle/networks.js';
import { oracle } from './oracle/oracle.js';
import { anyPlan, presetNames } from './oracle/plans.js';
import type { Case } from './oracle/world.js';

const yearly: TaxRule = {
  ...(shipped[2] as TaxRule),
  key: 'small-year',
  annualThreshold: 700n,
  effectiveFrom: '2020-01-01',
};
/** Comes into force within a financial year: what was credited before counts. */
const excess: TaxRule = { ...yearly, key: 'small-excess', basis: 'excess', ceiling: 30n, effectiveFrom: '2026-04-12' };
const taxRules: TaxRule[] = [...shipped, yearly, excess];

/** Lines that agree in all they are sorted by may stand in any order. */
const sorted = (rows: string[]): string[] => [...rows].sort();

function compare(plan: fc.Arbitrary<Plan>, width: number, runs: number): void {
  const anyCase = members(width, 14).chain((network) =>
    fc.record<Case>({
      plan,
      taxRules: fc.constant(taxRules),
      members: fc.constant(network),
      sales: sales(network, 25),
      asOf: fc.oneof(moment, fc.constantFrom('2026-04-30T23:59:59Z', '2026-05-31T18:29:59.5Z', '2026-03-31T18:29:58Z')),
    }),
  );
  fc.assert(
    fc.property(anyCase, (input) => {
      const expected = oracle(input);
      const { lines, legs, ranks } = simulateCase(input);
      expect({ lines: sorted(lines), legs, ranks }).toEqual({ ...expected, lines: sorted(expected.lines) });
    }),
    { numRuns: runs },
  );
}

describe('the simulator agrees with a slow and obvious computation', () => {
  test.each(presetNames)('on random networks under %s', (name) => {
    compare(fc.constant(preset(name)), name === 'mlm-service' ? 3 : 2, 60);
  });

  test('on random networks under random plans', () => {
    compare(anyPlan, 2, 250);
  });

  test('on random networks wider than two', () => {
    compare(anyPlan, 3, 80);
  });
});
