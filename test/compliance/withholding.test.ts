import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseAmount, formatAmount } from '../../src/core/money.js';
import { parseTaxRules } from '../../src/compliance/tax-rule-document.js';
import { rulesInForce, withholding } from '../../src/compliance/withholding.js';
import type { TaxRule } from '../../src/compliance/withholding.js';

const rules = parseTaxRules(JSON.parse(readFileSync(new URL('../../config/tax-rules.json', import.meta.url), 'utf8')));

function rule(key: string): TaxRule {
  const found = rules.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no rule ${key}`);
  return found;
}

function tax(key: string, gross: string, year: { gross?: string; tax?: string; hasPan?: boolean } = {}): string {
  const before = { yearGross: parseAmount(year.gross ?? '0'), yearTax: parseAmount(year.tax ?? '0') };
  return formatAmount(withholding(rule(key), { gross: parseAmount(gross), hasPan: year.hasPan ?? true, ...before }));
}

describe('the README rule of the EV platform, at payout', () => {
  test('5 % of 1,000 is 50', () => {
    expect(tax('ev-readme', '1000')).toBe('50.00');
  });

  test('of 300,000 it is the ceiling of 10,000', () => {
    expect(tax('ev-readme', '300000')).toBe('10000.00');
  });
});

describe('the 2026 rule of the EV platform, at credit', () => {
  test('takes 20 % of a referral bonus of 1,000', () => {
    expect(tax('ev-2026', '1000')).toBe('200.00');
  });
});

describe('the india-2026 rule', () => {
  test('takes nothing of 19,000, then of 3,000 the 2 % of the whole 22,000', () => {
    expect(tax('india-2026', '19000')).toBe('0.00');
    expect(tax('india-2026', '3000', { gross: '19000' })).toBe('440.00');
  });

  test('takes nothing while the total is exactly at the threshold', () => {
    expect(tax('india-2026', '1000', { gross: '19000' })).toBe('0.00');
  });

  test('takes off what the year already paid', () => {
    expect(tax('india-2026', '1000', { gross: '22000', tax: '440' })).toBe('20.00');
  });

  test('takes 20 % without PAN', () => {
    expect(tax('india-2026', '3000', { gross: '19000', hasPan: false })).toBe('3000.00');
    expect(tax('india-2026', '30000', { hasPan: false })).toBe('6000.00');
  });

  test('never takes more than the payment, and catches up with the next', () => {
    expect(tax('india-2026', '20', { gross: '19990' })).toBe('20.00');
    expect(tax('india-2026', '1000', { gross: '20010', tax: '20' })).toBe('400.20');
  });
});

describe('any rule', () => {
  const money = fc.bigInt(0n, 10n ** 12n);

  test('takes between nothing and the payment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        money,
        money,
        money,
        fc.boolean(),
        (any, gross, yearGross, yearTax, hasPan) => {
          const taken = withholding(any, { gross, hasPan, yearGross, yearTax });
          expect(taken >= 0n && taken <= gross).toBe(true);
          if (any.ceiling !== null) expect(taken <= any.ceiling).toBe(true);
        },
      ),
    );
  });

  test('over the excess of a threshold takes only from what is above it', () => {
    const excess: TaxRule = { ...rule('india-2026'), basis: 'excess' };
    const taxable = { gross: 300_000n, hasPan: true, yearGross: 1_900_000n, yearTax: 0n };
    expect(withholding(excess, taxable)).toBe(4000n);
  });
});

describe('the rules in force', () => {
  const dated: TaxRule[] = [
    { ...rule('ev-2026'), effectiveUntil: '2026-03-31' },
    { ...rule('ev-2026'), rateBp: 1000, effectiveFrom: '2026-04-01' },
  ];
  const ratesOn = (day: string) => rulesInForce(dated, ['ev-2026'], 'credit', day).map(({ rateBp }) => rateBp);

  test('change on their day', () => {
    expect([ratesOn('1999-12-31'), ratesOn('2026-03-31'), ratesOn('2026-04-01')]).toEqual([[], [2000], [1000]]);
  });

  test('are those of the stage and of the plan', () => {
    expect(rulesInForce(dated, ['ev-2026'], 'payout', '2026-01-01')).toEqual([]);
    expect(rulesInForce(dated, ['other'], 'credit', '2026-01-01')).toEqual([]);
  });
});

describe('a tax rule in the seed file', () => {
  const [first] = JSON.parse(readFileSync(new URL('../../config/tax-rules.json', import.meta.url), 'utf8')) as object[];

  test.each([
    [{ rate_bp: 10_001 }, '0.rate_bp'],
    [{ ceiling: '-1' }, '0.ceiling'],
    [{ rate: 5 }, '0.rate'],
  ])('with %j is refused with its path', (fault, path) => {
    expect(() => parseTaxRules([{ ...first, ...fault }])).toThrow(path);
  });
});
