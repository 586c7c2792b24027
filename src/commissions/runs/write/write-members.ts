import type { RankRules } from '../../../programs/plan-document.js';
import { byte, int, minor, real } from '../../engine/columns.js';
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
  /** How many members had which reasons. */
  readonly reasons = new Map<number, number>();
  /** The last member of each batch that is posted. */
  readonly batches: number[] = [];
  private readonly names: readonly Buffer[];
  private readonly rankCounts = new Map<Buffer | undefined, number>();

  constructor(
    private readonly facts: Facts,
    private readonly pairs: PairLines,
    private readonly ranked: RunRanks | undefined,
    rules: RankRules | undefined,
  ) {
    this.names = (rules?.paid_as_by ?? []).map(({ name }) => Buffer.from(name));
  }

  /** How many members had which rank; none is named ''. */
  get ranks(): Record<string, number> {
    return Object.fromEntries([...this.rankCounts].map(([name, members]) => [name?.toString() ?? '', members]));
  }

  async write({ writer, place, only }: Writing): Promise<void> {
    const { ids } = this.facts.network;
    const [first, end] = only === none ? [0, ids.length] : [only, only + 1];
    for (let member = first; member < end; member++) {
      if (!this.writeMember(writer, place, member)) continue;
      if (writer.rows % batch_members === 0) this.batches.push(real(ids, member));
      if (writer.isFull) await writer.flush();
    }
    if (writer.rows % batch_members !== 0) this.batches.push(ids.at(-1) ?? 0);
  }

  /** Whether there was anything to tell. */
  private writeMember(writer: RowWriter, place: RunPlace, member: number): boolean {
    const at = this.changedAt(member);
    const isRanked = this.ranked?.isWorthTelling(member) ?? false;
    if (at === none && !isRanked) return false;
    writer.row(memberColumns.length);
    writer.int4(place.part);
    writer.int8(place.runId);
    writer.int4(place.fence);
    writer.content();
    writer.int8(real(this.facts.network.ids, member));
    this.writeLegs(writer, member, at);
    this.writeRank(writer, member, isRanked);
    writer.endRow();
    return true;
  }

  /** The position of a member whose legs have changed, or `none`. */
  private changedAt(member: number): number {
    const { network, opening } = this.facts;
    const { balances, ages } = this.pairs.last ?? {};
    const at = int(network.placement.position, member);
    if (!balances || at >= balances.size) return none;
    const changes = [
      balances.carryLeft[at] !== opening.carryLeft[member],
      balances.carryRight[at] !== opening.carryRight[member],
      balances.pairs[at] !== opening.pairs[member],
      balances.reasons[at] !== 0,
      balances.flushedLeft[at] !== 0n,
      ages !== undefined,
      this.isActivated(member),
    ];
    return changes.includes(true) ? at : none;
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
    writer.minor(minor(balances.carryLeft, at));
    writer.minor(minor(balances.carryRight, at));
    writer.minorOrNothing(minor(balances.flushedLeft, at));
    writer.minorOrNothing(minor(balances.flushedRight, at));
    writer.int8(real(balances.pairs, at));
    writer.int8OrNothing(real(balances.paid, at));
    writer.int8OrNothing(real(balances.lost, at));
    writer.int4(int(balances.window, at));
    writer.int4(real(balances.windowPairs, at));
    writer.flag(this.pairs.asksForActivation && last.isBinaryActive(member));
    writer.minorsOrNothing(last.ages?.kept(at));
    writer.bitsOrNothing(int(balances.reasons, at));
    this.count(int(balances.reasons, at));
  }

  private writeOpening(writer: RowWriter, member: number): void {
    const { opening, people } = this.facts;
    writer.minor(minor(opening.carryLeft, member));
    writer.minor(minor(opening.carryRight, member));
    writer.int8(real(opening.pairs, member));
    writer.int4(int(opening.windowKey, member));
    writer.int4(real(opening.windowPairs, member));
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
    writer.int4(int(measures.downline, member));
    writer.int4(int(measures.directs, member));
    writer.minor(minor(measures.personalVolume, member));
    writer.minor(minor(measures.groupVolume, member));
    writer.minor(minor(measures.largestLeg, member));
    this.writeName(writer, this.names[byte(ranks, member)]);
  }

  private writeName(writer: RowWriter, name: Buffer | undefined): void {
    if (name) writer.text(name);
    else writer.nothing();
    this.rankCounts.set(name, (this.rankCounts.get(name) ?? 0) + 1);
  }

  private count(bits: number): void {
    if (bits !== 0) this.reasons.set(bits, (this.reasons.get(bits) ?? 0) + 1);
  }
}
