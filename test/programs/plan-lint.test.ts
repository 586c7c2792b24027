import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parsePlan } from '../../src/programs/plan-document.js';
import type { Plan } from '../../src/programs/plan-document.js';
import { lintPlan, paysForPeople, theoreticalPayoutBp } from '../../src/programs/plan-lint.js';

function preset(name: string): Plan {
  return parsePlan(JSON.parse(readFileSync(new URL(`../../config/plans/${name}.json`, import.meta.url), 'utf8')));
}

const codes = (plan: Plan, most?: number) => lintPlan(plan, most).map(({ code, path }) => `${code} ${path}`);

describe('the lint of a plan', () => {
  test('has nothing to say of plans that pay for sales', () => {
    expect([codes(preset('telemarketing')), codes(preset('binary-classic'))]).toEqual([[], []]);
  });

  test('names each part that pays without any product sale', () => {
    expect(codes(preset('mlm-service'))).toContain('pays_without_sale levels.on');
    expect(codes(preset('ev-distribution'))).toEqual(['pays_without_sale referral', 'pays_without_sale binary.unit']);
  });

  test('warns of an activation that asks for no volume', () => {
    expect(codes(preset('ev-distribution-2026'))).toContain('activation_without_volume binary.activation');
  });

  test('warns when a sale can cost more than the share given', () => {
    expect(theoreticalPayoutBp(preset('binary-classic'))).toBe(2000);
    expect(codes(preset('binary-classic'), 1999)).toEqual(['high_payout binary.amount']);
    expect(codes(preset('telemarketing'), 1499)).toEqual(['high_payout levels.rates_bp']);
    expect(codes(preset('telemarketing'), 1500)).toEqual([]);
  });

  test('warns of fixed amounts, which are more than any share of a small sale', () => {
    const [, warning, ...more] = lintPlan(preset('mlm-service'));
    expect(more).toEqual([]);
    expect(warning).toEqual({
      code: 'high_payout',
      path: 'levels.amounts',
      message: 'levels give away 18.00 of every sale: more than 50 % of one under 36.00',
      values: { sum: '18.00', most: 50, price: '36.00' },
    });
    const onJoins = { ...preset('mlm-service').levels, on: ['referral' as const] } as Plan['levels'];
    expect(codes({ ...preset('mlm-service'), levels: onJoins })).toEqual(['pays_without_sale levels.on']);
  });

  test('warns where members are activated without buying, if anything depends on it', () => {
    const free = { activation_amount: '0.00' };
    const written = { name: 'Free', currency: 'USD', time_zone: 'UTC', orders: free };
    expect(codes(parsePlan({ ...written, referral: { amount: '10.00' } }))).toContain(
      'activation_without_volume orders.activation_amount',
    );
    expect(codes(parsePlan({ ...written, seller: { rate_bp: 100 } }))).toEqual([]);
  });
});

describe('a plan that pays for people', () => {
  test.each([
    ['telemarketing', false],
    ['binary-classic', false],
    ['mlm-service', true],
    ['ev-distribution', true],
    ['ev-distribution-2026', true],
  ])('%s: %s', (name, answer) => {
    expect(paysForPeople(preset(name))).toBe(answer);
  });
});
