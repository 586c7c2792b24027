import { int } from './columns.js';
import type { LevelRules } from '../../programs/plan-document.js';
import { levelCount, requiredRanks, verdict } from './levels.js';
import type { Network } from './network.js';
import { unranked } from './ranks.js';
import { none } from './tree.js';

/** Who is paid which level above a member: the same answer as asking everyone above, without walking past them. */
export class Upline {
  private readonly required: number[];
  private readonly parents: Int32Array;
  /** For each level, member -> the next one above who is not passed over. */
  private jumps: Int32Array[] = [];
  /** For each level, whether `next` only ever finds members whom the level pays. */
  private readonly sure: boolean[];

  constructor(
    private readonly network: Network,
    private readonly levels: LevelRules,
    rankNames: readonly string[],
    /** Ranks of the last closed month, by member. */
    private ranks: Int8Array,
  ) {
    this.parents = levels.tree === 'placement' ? network.parents : network.sponsors;
    this.required = requiredRanks(levels, rankNames);
    const { compression } = levels;
    this.sure = this.required.map(
      (rank) => compression === 'dynamic' || (compression === 'standard' && rank === unranked),
    );
    this.lay();
  }

  /** Ranks of the last closed month, from now on. */
  useRanks(ranks: Int8Array): void {
    this.ranks = ranks;
    this.lay();
  }

  get depth(): number {
    return levelCount(this.levels);
  }

  /** The next one above a member whom a level (from 1) does not pass over; `none` past the root. */
  next(member: number, level: number): number {
    return this.jumps[level - 1]?.[member] ?? none;
  }

  /** Whether the level pays whom `next` found; otherwise it is lost there. */
  pays(member: number, level: number): boolean {
    return this.sure[level - 1] === true || this.verdictAt(member, this.required[level - 1] ?? unranked) === 'pays';
  }

  private verdictAt(member: number, required: number) {
    const candidate = { active: this.network.inactive[member] === 0, rank: this.ranks[member] ?? unranked };
    return verdict(this.levels.compression, required, candidate);
  }

  /** One pass from the roots down for each rank asked for; without compression nobody is passed over. */
  private lay(): void {
    if (this.levels.compression === 'none') {
      this.jumps = this.required.map(() => this.parents);
      return;
    }
    const laid = new Map(this.required.map((required) => [required, this.layFor(required)]));
    this.jumps = this.required.map((required) => laid.get(required) ?? this.parents);
  }

  private layFor(required: number): Int32Array {
    const { order, parent } = this.levels.tree === 'placement' ? this.network.placement : this.network.sponsorship;
    const jumps = new Int32Array(order.length).fill(none);
    for (let at = 0; at < order.length; at++) {
      const above = int(parent, at);
      if (above === none) continue;
      const member = int(order, above);
      const passes = this.verdictAt(member, required) === 'passes';
      jumps[int(order, at)] = passes ? int(jumps, member) : member;
    }
    return jumps;
  }
}
