import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asOwner } from '../support/database.js';
import { system } from '../../src/core/actor.js';
import { Refusal } from '../../src/core/errors.js';
import { moveMember } from '../../src/network/move-member.js';
import type { Tree } from '../../src/network/tree.js';
import { NaiveTree } from './model.js';
import { breaches, join, newTree, placeOf } from '../support/network.js';

const modes = ['breadth_first', 'left_chain', 'right_chain', 'weaker_leg'] as const;
const pick = fc.nat(1_000_000);

const joining = fc.record({ kind: fc.constant('join' as const), mode: fc.constantFrom(...modes), under: pick });
const moving = fc.record({ kind: fc.constant('move' as const), who: pick, under: pick, slot: fc.option(fc.nat(6)) });
const volume = fc.record({ kind: fc.constant('volume' as const), who: pick, volume: fc.nat(3) });
const step = fc.oneof(
  { weight: 6, arbitrary: joining },
  { weight: 3, arbitrary: moving },
  { weight: 1, arbitrary: volume },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The same steps on the real tree and on the naive one. */
class Pair {
  readonly ids: number[] = [];

  constructor(
    readonly tree: Tree,
    readonly naive: NaiveTree,
  ) {}

  id = (index: number): number => this.ids[index] ?? 0;
  some = (seed: number): number => seed % this.ids.length;

  async start(): Promise<void> {
    this.naive.addRoot();
    this.ids.push((await join(this.tree)).id);
  }

  async take(one: Step): Promise<void> {
    if (one.kind === 'join') await this.join(one.mode, this.some(one.under));
    else if (one.kind === 'move') await this.move(this.some(one.who), this.some(one.under), one.slot);
    else await this.setVolume(this.some(one.who), one.volume);
  }

  private async join(placement: (typeof modes)[number], under: number): Promise<void> {
    const added = this.naive.add(this.naive.find(placement, under));
    this.ids.push((await join(this.tree, { sponsorId: this.id(under), placement })).id);
    await this.compare(added);
  }

  private async move(who: number, parent: number, asked: number | null): Promise<void> {
    const free = this.naive.freeSlot(parent);
    const slot = asked === null ? free : asked;
    const isLegal =
      slot !== undefined &&
      slot < this.naive.width &&
      this.naive.node(parent).children[slot] === undefined &&
      !this.naive.isBelow(who, parent);
    if (isLegal) this.naive.move(who, { parent, slot });
    const input = { memberId: this.id(who), parentId: this.id(parent), ...(asked === null ? {} : { slot: asked }) };
    const answer = await moveMember(system(this.tree.programId), input).catch((error: unknown) => error);
    expect(answer instanceof Refusal).toBe(!isLegal);
    await this.compare(who);
  }

  private async setVolume(who: number, amount: number): Promise<void> {
    this.naive.volumes.set(who, amount);
    await asOwner('UPDATE positions SET subtree_volume = $1 WHERE member_id = $2', [amount, this.id(who)]);
  }

  async compare(index: number): Promise<void> {
    const { parent, slot } = this.naive.node(index);
    const expected = [parent === null ? null : this.id(parent), slot, this.naive.depth(index)];
    expect(await placeOf(this.tree, { id: this.id(index) })).toEqual(expected);
  }
}

describe('the placement tree, under any order of joins, moves and volumes', () => {
  test.each([1, 2, 3, 5])(
    'of width %i, stands everybody where a search would',
    async (width) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 120, size: 'max' }), async (steps) => {
          const pair = new Pair(await newTree(width), new NaiveTree(width));
          await pair.start();
          for (const one of steps) await pair.take(one);
          for (const index of pair.ids.keys()) await pair.compare(index);
          expect(await breaches()).toEqual([]);
        }),
        { numRuns: 5 },
      );
    },
    120_000,
  );
});
