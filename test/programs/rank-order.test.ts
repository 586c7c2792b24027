import { describe, expect, test } from '@jest/globals';
import { parsePlan } from '../../src/programs/plan-document.js';
import { lintPlan } from '../../src/programs/plan-lint.js';

const ranked = (...paid_as_by: object[]) =>
  lintPlan(parsePlan({ name: 'Ranked', currency: 'USD', time_zone: 'UTC', ranks: { paid_as_by } }));
const told = (...ranks: object[]) => ranked(...ranks).map(({ code, path }) => `${code} ${path}`);

describe('ranks from the lowest to the highest', () => {
  test('are no cause for a warning, whatever they ask for', () => {
    const bronze = { name: 'Bronze', downline: 3, largest_leg_max_bp: 6000 };
    const silver = { name: 'Silver', downline: 10, directs: 2, largest_leg_max_bp: 5000 };
    expect(told(bronze, silver, { name: 'Gold', group_volume: '1000.00' })).toEqual([]);
  });

  test('that fall leave the lower one without anybody, and are named by their place', () => {
    expect(ranked({ name: 'Gold', downline: 25 }, { name: 'Silver', downline: 10 })).toEqual([
      {
        code: 'rank_never_paid',
        path: 'ranks.paid_as_by.0',
        message: '"Gold" is never paid: whoever reaches it is "Silver", which stands higher and asks for no more',
        values: { rank: 'Gold', higher: 'Silver' },
      },
    ]);
  });

  test('that ask for the same are two names of one', () => {
    expect(told({ name: 'A', directs: 3 }, { name: 'B', directs: 3 })).toEqual(['rank_never_paid ranks.paid_as_by.0']);
  });

  test('are out of order where a higher one is easier in one thing, though not beside it in the list', () => {
    const [low, middle] = [
      { name: 'Low', downline: 40 },
      { name: 'Middle', downline: 50, directs: 5 },
    ];
    const next = { name: 'Next', directs: 6 };
    expect(ranked(low, middle, next, { name: 'High', downline: 20, directs: 9, personal_volume: '5.00' })).toEqual([
      {
        code: 'rank_asks_less',
        path: 'ranks.paid_as_by.3.downline',
        message: '"High" asks for 20, the lower "Middle" for 50: the higher rank is easier there',
        values: { rank: 'High', asks: '20', lower: 'Middle', lowerAsks: '50' },
      },
    ]);
  });

  test('are easier the more their largest leg may bring', () => {
    const [low, high] = [
      { directs: 3, largest_leg_max_bp: 5000 },
      { directs: 5, largest_leg_max_bp: 7500 },
    ];
    expect(ranked({ name: 'Low', ...low }, { name: 'High', ...high })).toMatchObject([
      { code: 'rank_asks_less', path: 'ranks.paid_as_by.1.largest_leg_max_bp', values: { asks: '75 %' } },
    ]);
  });
});
