import { describe, expect, test } from '@jest/globals';
import { lintChange } from '../../src/programs/plan-change.js';
import { parsePlan } from '../../src/programs/plan-document.js';
import type { Plan } from '../../src/programs/plan-document.js';

const plan = (parts: Record<string, unknown>): Plan =>
  parsePlan({ name: 'Next', currency: 'USD', time_zone: 'UTC', ...parts });
const levels = (tree: string) => ({ levels: { tree, on: ['purchase'], rates_bp: [100] } });
const ranks = (tree?: string) => ({ ranks: { ...(tree ? { tree } : {}), paid_as_by: [{ name: 'One', directs: 1 }] } });
const pairs = (unit: string) => ({ binary: { unit, pair_value: '100', amount: '1.00' } });

const codes = (after: Plan, before: Plan | null, tree: { width: number; strategy: string } | null = null) =>
  lintChange(after, { before, tree }).map(({ code, path }) => `${code} ${path}`);

describe('a version beside the one it takes over from', () => {
  test('that keeps its trees and unit is no cause for a warning', () => {
    const same = plan({ ...levels('sponsor'), ...ranks('placement'), ...pairs('volume') });
    expect(codes(same, same)).toEqual([]);
    expect(codes(plan({ ...same, seller: { rate_bp: 5 }, binary: undefined, ranks: ranks().ranks }), same)).toEqual([]);
  });

  test('that goes by another tree is named for each part that does', () => {
    const before = plan({ ...levels('placement'), ...ranks() });
    expect(lintChange(plan({ ...levels('sponsor'), ...ranks('sponsor') }), { before, tree: null })).toMatchObject([
      {
        code: 'changes_tree',
        path: 'levels.tree',
        message: 'goes by the sponsor tree, and by the placement tree until now: other members count',
        values: { before: 'placement', after: 'sponsor' },
      },
      { code: 'changes_tree', path: 'ranks.tree' },
    ]);
  });

  test('that counts pairs in another unit is named', () => {
    expect(codes(plan(pairs('members')), plan(pairs('volume')))).toEqual(['changes_unit binary.unit']);
    expect(codes(plan(pairs('members')), plan({}))).toEqual([]);
  });

  test('that wants a shape which the tree will not take is named, also where the version before wanted it too', () => {
    const [two, three] = [plan({}), plan({ placement: { width: 3, strategy: 'left_chain' } })];
    expect(codes(three, two)).toEqual(['changes_shape placement.width', 'changes_shape placement.strategy']);
    expect(codes(three, three, { width: 2, strategy: 'left_chain' })).toEqual(['changes_shape placement.width']);
    expect(codes(three, two, { width: 3, strategy: 'left_chain' })).toEqual([]);
    expect(codes(three, null)).toEqual([]);
  });
});
