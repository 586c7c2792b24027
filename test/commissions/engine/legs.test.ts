import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Legs } from '../../../src/commissions/engine/legs.js';
import { layTree } from '../../../src/commissions/engine/tree.js';

/** A random tree of three slots, and batches of volume; enough of them that both ways of adding up are taken. */
const draws = fc.record({
  places: fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 80 }),
  batches: fc.array(fc.array(fc.tuple(fc.nat(79), fc.bigInt(-500n, 500n)), { maxLength: 40 }), { maxLength: 4 }),
});

function grow(places: number[]): { parents: Int32Array; slots: number[] } {
  const free = [[-1, 0]];
  const parents = new Int32Array(places.length);
  const slots = places.map((place, member) => {
    const [[parent = -1, slot = 0] = []] = free.splice(place % free.length, 1);
    parents[member] = parent;
    for (const open of [0, 1, 2]) free.push([member, open]);
    if (free.every(([of]) => of !== -1)) free.push([-1, 0]);
    return slot;
  });
  return { parents, slots };
}

describe('what a batch adds to legs', () => {
  test('is what walking up from each sale would add', () => {
    fc.assert(
      fc.property(draws, ({ places, batches }) => {
        const { parents, slots } = grow(places);
        const tree = layTree(parents);
        const legs = new Legs(tree, Int32Array.from(slots));
        for (const batch of batches) {
          const expected = new Map<string, bigint>();
          for (const [draw, volume] of batch) {
            const member = draw % places.length;
            legs.add(member, volume);
            for (let at = member; parents[at] !== -1; at = parents[at] ?? -1) {
              const cell = `${parents[at]}/${slots[at]}`;
              expected.set(cell, (expected.get(cell) ?? 0n) + volume);
            }
          }
          const [left, right] = [new BigInt64Array(tree.inner), new BigInt64Array(tree.inner)];
          const touched = [...legs.fold({ left, right })];
          expect(new Set(touched).size).toBe(touched.length);
          tree.order.subarray(0, tree.inner).forEach((member, at) => {
            expect(left[at]).toBe(expected.get(`${member}/0`) ?? 0n);
            expect(right[at]).toBe(expected.get(`${member}/1`) ?? 0n);
            if (left[at] !== 0n || right[at] !== 0n) expect(touched).toContain(at);
          });
        }
      }),
    );
  });

  test('touches nobody when nothing was added', () => {
    const tree = layTree(Int32Array.from([-1, 0, 1]));
    const columns = { left: new BigInt64Array(2), right: new BigInt64Array(2) };
    expect([...new Legs(tree, new Int32Array(3)).fold(columns)]).toEqual([]);
  });
});
