import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { descent } from '../../../src/commissions/engine/descent.js';
import { CycleFound, layTree } from '../../../src/commissions/engine/tree.js';

/** Parents in random order: everyone's parent is one of those before him in a hidden order, or nobody. */
const forest = fc
  .array(fc.tuple(fc.nat(1_000_000), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 60 })
  .chain((draws) => fc.tuple(fc.constant(draws), fc.shuffledSubarray([...draws.keys()], { minLength: draws.length })))
  .map(([draws, names]) => {
    const parents = new Int32Array(draws.length).fill(-1);
    draws.forEach(([draw, rootish], index) => {
      if (index > 0 && rootish > 0) parents[names[index] ?? 0] = names[draw % index] ?? -1;
    });
    return parents;
  });

function walkUp(parents: Int32Array, member: number): number[] {
  const parent = parents[member] ?? -1;
  return parent === -1 ? [] : [parent, ...walkUp(parents, parent)];
}

describe('a laid tree', () => {
  test('places everyone once, parents before children, members with children before those without', () => {
    fc.assert(
      fc.property(forest, (parents) => {
        const { order, position, parent, depth, inner } = layTree(parents);
        expect([...order].sort((a, b) => a - b)).toEqual([...parents.keys()]);
        order.forEach((member, at) => {
          expect(position[member]).toBe(at);
          expect(parent[at]).toBe(parents[member] === -1 ? -1 : position[parents[member] ?? 0]);
          expect(parent[at] ?? 0).toBeLessThan(at);
          expect(depth[at]).toBe(walkUp(parents, member).length);
          expect(at < inner).toBe(parents.includes(member));
        });
      }),
    );
  });

  test('knows who stands below whom', () => {
    fc.assert(
      fc.property(forest, (parents) => {
        const below = descent(layTree(parents));
        for (const member of parents.keys()) {
          const above = walkUp(parents, member);
          for (const other of parents.keys()) expect(below(member, other)).toBe(above.includes(other));
        }
      }),
    );
  });

  test.each([
    ['itself', [0]],
    ['two of them', [1, 0]],
    ['three below a root', [-1, 3, 1, 2, 0]],
  ])('refuses a cycle of %s', (_, parents) => {
    expect(() => layTree(Int32Array.from(parents))).toThrow(CycleFound);
  });

  test('names a member that stands on the cycle, not one that hangs below it', () => {
    expect(() => layTree(Int32Array.from([2, -1, 3, 2]))).toThrow(expect.objectContaining({ member: 2 }));
  });

  test('may be 319,000 deep', () => {
    const { depth } = layTree(Int32Array.from({ length: 319_000 }, (_, member) => member - 1));
    expect(depth[318_999]).toBe(318_999);
  });
});
