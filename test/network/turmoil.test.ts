import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asOwner } from '../support/database.js';
import { startProgram } from '../support/programs.js';
import { system } from '../../src/core/actor.js';
import { Refusal } from '../../src/core/errors.js';
import { addMember } from '../../src/network/add-member.js';
import { HoldingTankEntry } from '../../src/network/holding-tank-entry.js';
import { moveMember } from '../../src/network/move-member.js';
import { placeMember } from '../../src/network/place-member.js';
import { Position } from '../../src/network/position.js';
import { placementModes } from '../../src/network/tree.js';
import type { Tree } from '../../src/network/tree.js';
import { breaches, join, joinMany, newTree } from '../support/network.js';
import { wrongPointers } from './recomputed.js';

const pick = fc.nat(1_000_000);
const slot = fc.option(fc.nat(4), { nil: undefined });
const ways = placementModes.filter((mode) => mode !== 'manual');

const joining = fc.record({
  kind: fc.constant('join' as const),
  mode: fc.constantFrom(...placementModes),
  under: pick,
});
const standing = fc.record({ kind: fc.constant('stand' as const), under: pick, slot });
const moving = fc.record({ kind: fc.constant('move' as const), who: pick, under: pick, slot });
const emptying = fc.record({ kind: fc.constant('empty' as const), who: pick, under: pick, slot });
const letting = fc.record({ kind: fc.constant('let' as const), who: pick, under: pick, way: fc.constantFrom(...ways) });
const volume = fc.record({ kind: fc.constant('volume' as const), who: pick, volume: fc.nat(3) });
const step = fc.oneof(
  { weight: 6, arbitrary: joining },
  { weight: 2, arbitrary: standing },
  { weight: 4, arbitrary: moving },
  { weight: 2, arbitrary: emptying },
  { weight: 1, arbitrary: letting },
  { weight: 1, arbitrary: volume },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes steps through the commands, as doors do; what is refused changes nothing. */
class Town {
  private named = 0;
  readonly ids: number[] = [];

  constructor(readonly tree: Tree) {}

  private get as() {
    return system(this.tree.programId);
  }

  private some = (seed: number): number => this.ids[seed % this.ids.length] ?? 0;

  async start(): Promise<void> {
    this.ids.push((await join(this.tree)).id);
  }

  /** Whether it was done. */
  async take(one: Step): Promise<boolean> {
    try {
      await this.do(one);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  private do(one: Step): Promise<unknown> {
    if (one.kind === 'volume') return this.setVolume(this.some(one.who), one.volume);
    const parentId = this.some(one.under);
    if (one.kind === 'join') return this.add({ sponsorId: parentId, placement: one.mode });
    if (one.kind === 'stand') return this.add({ sponsorId: this.ids[0] ?? 0, parentId, ...slotOf(one) });
    if (one.kind === 'move') return moveMember(this.as, { memberId: this.some(one.who), parentId, ...slotOf(one) });
    return this.place(one.who, { parentId, ...(one.kind === 'let' ? { mode: one.way } : slotOf(one)) });
  }

  private async place(seed: number, to: { parentId: number }): Promise<unknown> {
    return placeMember(this.as, { memberId: await this.waiting(seed), ...to });
  }

  private setVolume = (memberId: number, amount: number): Promise<unknown> =>
    asOwner('UPDATE positions SET subtree_volume = $1 WHERE member_id = $2', [amount, memberId]);

  private async add(input: object): Promise<void> {
    this.named += 1;
    this.ids.push((await addMember(this.as, { externalId: `m${String(this.named)}`, ...input })).id);
  }

  private async waiting(seed: number): Promise<number> {
    const rows = await HoldingTankEntry.findAll({ where: { treeId: this.tree.id, placedAt: null }, order: ['id'] });
    return rows[seed % Math.max(rows.length, 1)]?.memberId ?? this.some(seed);
  }
}

const slotOf = (wish: { slot?: number | undefined }) => (wish.slot === undefined ? {} : { slot: wish.slot });

/** Everybody has a place or waits for one, never both. */
async function everybodyOnce(tree: Tree, members: number): Promise<void> {
  const placed = await Position.count({ where: { treeId: tree.id } });
  const waiting = await HoldingTankEntry.count({ where: { treeId: tree.id, placedAt: null } });
  expect(placed + waiting).toBe(members);
}

describe('both ways to find a place', () => {
  test.each([2, 3, 5, 50])(
    'are right in a tree of width %i after every few hundred random joins, placings and moves',
    async (width) => {
      const town = new Town(await newTree(width));
      await town.start();
      let done = 0;
      const steps = fc.sample(step, { numRuns: 400, seed: 20_261_121 + width });
      for (const [at, one] of steps.entries()) {
        done += Number(await town.take(one));
        if (at % 20 === 0) expect([at, await wrongPointers(town.tree)]).toEqual([at, []]);
      }
      expect(done).toBeGreaterThan(200);
      expect(await wrongPointers(town.tree)).toEqual([]);
      expect(await breaches()).toEqual([]);
      await everybodyOnce(town.tree, town.ids.length);
    },
    120_000,
  );

  test('stay right while another process joins and members move up and down meanwhile', async () => {
    const tree = await newTree(2);
    const root = await join(tree);
    const members = (await joinMany(tree, root.id, 30)).map(({ id }) => id);
    const joiners = [1, 2].map(() => startProgram('test/support/joiner', {}, [tree.id, root.id, 25].map(String)));
    const pairs = fc.sample(fc.tuple(pick, pick), { numRuns: 120, seed: 7 });
    const some = (seed: number): number => members[seed % members.length] ?? 0;
    const moves = pairs.map(async ([who, under]) =>
      moveMember(system(tree.programId), { memberId: some(who), parentId: some(under) }),
    );
    const answers = await Promise.allSettled(moves);
    const faults = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(faults.filter((fault) => !(fault instanceof Refusal))).toEqual([]);
    expect(faults.length).toBeLessThan(moves.length);
    const joined = await Promise.all(joiners);
    expect(joined.flatMap(({ ready }) => ready['members'])).toHaveLength(50);
    expect(await wrongPointers(tree)).toEqual([]);
    expect(await breaches()).toEqual([]);
    await everybodyOnce(tree, 81);
  }, 120_000);

  test.each(['free_slot', 'free_distance', 'leg_head_id', 'left_tail_id', 'right_tail_id', 'depth'])(
    'would be found wrong if %s of one member were another',
    async (column) => {
      const tree = await newTree(3);
      const root = await join(tree);
      await joinMany(tree, root.id, 6);
      expect(await wrongPointers(tree)).toEqual([]);
      await asOwner(
        `UPDATE positions SET ${column} = coalesce(${column}, 0) + 1 WHERE tree_id = $1 AND parent_id IS NULL`,
        [tree.id],
      );
      expect(await wrongPointers(tree)).toHaveLength(1);
      await asOwner('DELETE FROM positions WHERE tree_id = $1', [tree.id]);
    },
  );
});
