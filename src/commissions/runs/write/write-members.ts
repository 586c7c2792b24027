import type { RankRules } from '../../../programs/plan-document.js';
import { unranked } from '../../engine/ranks.js';
import type { RunRanks } from '../compute-ranks.js';
import type { PairLines } from '../compute-pairs.js';
import { none } from '../copy/fields.js';
import type { RowWriter } from '../copy/row-writer.js';
import type { Facts } from '../facts.js';
import type { RunPlace } from '../load/sources.js';

export const memberColumns = [
  'part',
  'run_id',
  'fence',
  'member_id',
  'opened_left',
  'opened_right',
  'opened_pairs',
  'opened_window',
  'opened_window_pairs',
  'opened_net',
  'opened_due',
  'opened_active',
  'opened_ages',
  'carry_left',
  'carry_right',
  'flushed_left',
  'flushed_right',
  'pairs',
  'paid',
  'lost',
  'window_key',
  'window_pairs',
  'binary_active',
  'ages',
  'reasons',
  'downline',
  'directs',
  'personal_volume',
  'group_volume',
  'largest_leg',
  'rank',
] as const;

const batch_members = 20_000;
const legFields = 21;
const rankFields = 6;

interface Writing {
  writer: RowWriter;
  place: RunPlace;
  /** The one member who is wanted, or `none`. */
  only: number;
}

/** Writes what every member brought into a run and takes out of it, as far as there is anything to tell. */
export class MemberWriter {
  /** How many members had which reasons, and which rank. */
  readonly reasons = new Map<number, number>();
  readonly ranks: Record<string, number> = {};
  /** The last member of each batch that is posted. */
  readonly batches: number[] = [];
  private readonly names: readonly Buffer[];

  constructor(
    private readonly facts: Facts,
    private readonly pairs: PairLines,
    private readonly ranked: RunRanks | undefined,
    rules: RankRules | undefined,
  ) {
    this.names = (rules?.paid_as_by ?? []).map(({ name }) => Buffer.from(name));
  }

  async write({ writer, place, only }: Writing): Promise<void> {
    const { ids } = this.facts.network;
    for (let member = 0; member < ids.length; member++) {
      if (only !== none && member !== only) continue;
      const at = this.changedAt(member);
      const isRanked = this.ranked?.isWorthTelling(member) ?? false;
      if (at === none && !isRanked) continue;
      if (writer.isFull) await writer.flush();
      writer.row(memberColumns.length);
      writer.int4(place.part);
      writer.int8(place.runId);
      writer.int4(place.fence);
      writer.content();
      writer.int8(ids[member] ?? 0);
      this.writeLegs(writer, member, at);
      this.writeRank(writer, member, isRanked);
      writer.endRow();
      if (writer.rows % batch_members === 0) this.batches.push(ids[member] ?? 0);
    }
    if (writer.rows % batch_members !== 0) this.batches.push(ids.at(-1) ?? 0);
  }

  /** The position of a member whose legs have changed, or `none`. */
  private changedAt(member: number): number {
    const { network, opening } = this.facts;
    const { balances, ages } = this.pairs.last ?? {};
    const at = network.placement.position[member] ?? 0;
    if (!balances || at >= balances.size) return none;
    const isMoved =
      balances.carryLeft[at] !== opening.carryLeft[member] || balances.carryRight[at] !== opening.carryRight[member];
    const isTold = balances.pairs[at] !== opening.pairs[member] || balances.reasons[at] !== 0;
    return isMoved || isTold || ages || this.isActivated(member) || balances.flushedLeft[at] !== 0n ? at : none;
  }

  private isActivated(member: number): boolean {
    const isActive = this.pairs.last?.isBinaryActive(member) ?? false;
    return this.pairs.asksForActivation && isActive !== (this.facts.opening.binaryActive[member] === 1);
  }

  private writeLegs(writer: RowWriter, member: number, at: number): void {
    const { last } = this.pairs;
    if (at === none || !last?.balances) {
      for (let field = 0; field < legFields; field++) writer.nothing();
      return;
    }
    this.writeOpening(writer, member);
    const { balances } = last;
    writer.minor(balances.carryLeft[at] ?? 0n);
    writer.minor(balances.carryRight[at] ?? 0n);
    writer.minorOrNothing(balances.flushedLeft[at] ?? 0n);
    writer.minorOrNothing(balances.flushedRight[at] ?? 0n);
    writer.int8(balances.pairs[at] ?? 0);
    writer.int8OrNothing(balances.paid[at] ?? 0);
    writer.int8OrNothing(balances.lost[at] ?? 0);
    writer.int4(balances.window[at] ?? 0);
    writer.int4(balances.windowPairs[at] ?? 0);
    writer.flag(this.pairs.asksForActivation && last.isBinaryActive(member));
    writer.minorsOrNothing(last.ages?.kept(at));
    writer.bitsOrNothing(balances.reasons[at] ?? 0);
    this.count(balances.reasons[at] ?? 0);
  }

  private writeOpening(writer: RowWriter, member: number): void {
    const { opening, people } = this.facts;
    writer.minor(opening.carryLeft[member] ?? 0n);
    writer.minor(opening.carryRight[member] ?? 0n);
    writer.int8(opening.pairs[member] ?? 0);
    writer.int4(opening.windowKey[member] ?? 0);
    writer.int4(opening.windowPairs[member] ?? 0);
    writer.minorOrNothing(people.creditedNet?.[member] ?? 0n);
    writer.minorOrNothing(people.instalmentsDue?.[member] ?? 0n);
    writer.flag(opening.binaryActive[member] === 1);
    writer.minorsOrNothing(opening.ages.get(member));
  }

  private writeRank(writer: RowWriter, member: number, isRanked: boolean): void {
    const { ranked } = this;
    if (!ranked || !isRanked) {
      for (let field = 0; field < rankFields; field++) writer.nothing();
      return;
    }
    const { measures, ranks } = ranked;
    writer.int4(measures.downline[member] ?? 0);
    writer.int4(measures.directs[member] ?? 0);
    writer.minor(measures.personalVolume[member] ?? 0n);
    writer.minor(measures.groupVolume[member] ?? 0n);
    writer.minor(measures.largestLeg[member] ?? 0n);
    const name = this.names[ranks[member] ?? unranked];
    if (name) writer.text(name);
    else writer.nothing();
    this.ranks[name?.toString() ?? ''] = (this.ranks[name?.toString() ?? ''] ?? 0) + 1;
  }

  private count(bits: number): void {
    if (bits !== 0) this.reasons.set(bits, (this.reasons.get(bits) ?? 0) + 1);
  }
}
