import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asOwner } from '../support/database.js';
import { join, joinMany, newTree } from '../support/network.js';
import { Position } from '../../src/network/position.js';
import { rollUpTree } from '../../src/network/roll-up.js';
import { subtreeSums } from '../../src/network/subtree-sums.js';

/** Each row stands under a row before it, in any order of rows. */
const tree = fc
  .array(fc.record({ under: fc.nat(), volume: fc.bigInt({ min: -9n, max: 9n }), key: fc.nat() }), { minLength: 1 })
  .map((rows) => {
    const order = rows.map((_, row) => row).sort((a, b) => (rows[a]?.key ?? 0) - (rows[b]?.key ?? 0) || a - b);
    const parents = new Int32Array(rows.length).fill(-1);
    const volumes = new BigInt64Array(rows.length);
    rows.forEach(({ under, volume }, row) => {
      const at = order[row] ?? 0;
      if (row > 0 && under % 7 > 0) parents[at] = order[under % row] ?? -1;
      volumes[at] = volume;
    });
    return { parents, volumes };
  });

describe('sums of subtrees', () => {
  test('are what one gets by walking up from every member', () => {
    fc.assert(
      fc.property(tree, ({ parents, volumes }) => {
        const sizes = new Int32Array(parents.length);
        const sums = new BigInt64Array(parents.length);
        parents.forEach((_, row) => {
          for (let at = row; at >= 0; at = parents[at] ?? -1) {
            sizes[at] = (sizes[at] ?? 0) + 1;
            sums[at] = (sums[at] ?? 0n) + (volumes[row] ?? 0n);
          }
        });
        expect(subtreeSums({ parents, volumes })).toEqual({ sizes, volumes: sums });
      }),
    );
  });

  test('of a leg of a million take one step a member', () => {
    const parents = Int32Array.from({ length: 1_000_000 }, (_, row) => row - 1);
    const { sizes } = subtreeSums({ parents, volumes: new BigInt64Array(parents.length) });
    expect([sizes[0], sizes[999_999]]).toEqual([1_000_000, 1]);
  });
});

describe('a rollup', () => {
  test('writes members and volume below everybody, and again changes nothing', async () => {
    const binary = await newTree(2);
    const root = await join(binary);
    const [left, right] = await joinMany(binary, root.id, 5);
    await asOwner('CREATE TABLE IF NOT EXISTS test_volumes (member_id bigint, volume bigint)');
    await asOwner('GRANT SELECT ON test_volumes TO app');
    await asOwner('INSERT INTO test_volumes VALUES ($1, 500), ($2, 70)', [left?.id, right?.id]);
    const own = 'SELECT member_id, sum(volume) AS volume FROM test_volumes GROUP BY member_id';
    expect(await rollUpTree(binary.programId, own)).toBe(3);
    expect(await rollUpTree(binary.programId, own)).toBe(0);
    const rows = await Position.findAll({ where: { treeId: binary.id }, order: ['depth', 'slot'] });
    expect(rows.map(({ subtreeSize, subtreeVolume }) => [subtreeSize, subtreeVolume])).toEqual([
      [6, 570n],
      [3, 500n],
      [2, 70n],
      [1, 0n],
      [1, 0n],
      [1, 0n],
    ]);
  });

  test('of a program without a tree changes nothing', async () => {
    expect(await rollUpTree(987_654, 'SELECT 1 AS member_id, 1 AS volume')).toBe(0);
  });
});
