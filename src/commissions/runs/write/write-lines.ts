import type { Lines } from '../../engine/lines.js';
import { standsAt } from '../../engine/sales.js';
import { dropped } from '../compare-events.js';
import type { PairLines } from '../compute-pairs.js';
import type { RowWriter } from '../copy/row-writer.js';
import { none } from '../copy/fields.js';
import type { Facts } from '../facts.js';
import type { RunScope } from '../run-scope.js';
import type { SettledEvents } from '../settle-events.js';
import { newLine } from '../totals.js';
import { byMember } from './by-member.js';
import type { LineWriter } from './line-writer.js';

/** A way up the tree that is longer than this is not kept. */
const longest_way = 500;

const nobody: readonly number[] = [];

/** Writes pairs, each with what is taken off it, member by member. */
export async function writePairs(
  { lines, held }: PairLines,
  { out, writer, only, members }: { out: LineWriter; writer: RowWriter; only: number; members: number },
): Promise<void> {
  const pairOf = (place: number): number => (isPair(lines, place, only) ? lines.beneficiary(place) : none);
  for (const at of byMember(lines.length, members, pairOf)) {
    if (writer.isFull) await writer.flush();
    const { tax, instalment } = takenOff(lines, at);
    const isHeld = held[at] === 1;
    out.computed(lines, at, {
      state: newLine,
      commissionId: null,
      planId: null,
      held: isHeld,
      tax,
      instalment,
      via: nobody,
    });
  }
  out.finish();
}

const isPair = (lines: Lines, place: number, only: number): boolean =>
  lines.kind(place) === 'pair' && (only === none || lines.beneficiary(place) === only);

/** What is taken off a line stands right after it. */
function takenOff(lines: Lines, at: number): { tax: bigint; instalment: bigint } {
  const taken = { tax: 0n, instalment: 0n };
  for (let place = at + 1; place < lines.length; place++) {
    const kind = lines.kind(place);
    if (kind !== 'tax' && kind !== 'instalment') break;
    taken[kind] -= lines.amount(place);
  }
  return taken;
}

/** Writes event lines, each with how it stands to what was accrued, member by member. */
export async function writeEvents(
  events: SettledEvents,
  { out, writer, ways }: { out: LineWriter; writer: RowWriter; ways: Ways },
): Promise<void> {
  const { lines, states, commissions, held, judged } = events;
  const waiting = [...judged].sort((a, b) => a.beneficiaryId - b.beneficiaryId);
  let next = 0;
  const writeJudged = (until: number): void => {
    for (let line = waiting[next]; line && line.beneficiaryId <= until; line = waiting[++next]) out.judged(line);
  };
  const memberOf = (place: number): number => (states[place] === dropped ? none : lines.beneficiary(place));
  for (const at of byMember(lines.length, ways.members, memberOf)) {
    if (writer.isFull) await writer.flush();
    if (next < waiting.length) writeJudged(ways.memberId(lines.beneficiary(at)));
    out.computed(lines, at, {
      state: states[at] ?? 0,
      commissionId: commissions.get(at) ?? null,
      planId: null,
      held: held[at] === 1,
      tax: 0n,
      instalment: 0n,
      via: ways.via(lines, at),
    });
  }
  if (writer.isFull) await writer.flush();
  writeJudged(Infinity);
  out.finish();
}

/** The members between where levels start and who is paid. */
export class Ways {
  private readonly parents: Int32Array;
  private readonly isFromSeller: boolean;

  constructor(
    private readonly facts: Facts,
    { plan }: RunScope,
  ) {
    const { levels } = plan.document;
    this.parents = levels?.tree === 'sponsor' ? facts.network.sponsors : facts.network.parents;
    this.isFromSeller = levels?.from === 'seller';
  }

  /** How many members there are. */
  get members(): number {
    return this.facts.network.ids.length;
  }

  memberId(member: number): number {
    return this.facts.network.ids[member] ?? 0;
  }

  via(lines: Lines, at: number): readonly number[] {
    if (lines.level(at) < 1) return nobody;
    const to = lines.beneficiary(at);
    const way: number[] = [];
    for (
      let member = this.above(this.start(lines, at));
      member !== to && member !== none;
      member = this.above(member)
    ) {
      if (way.push(this.memberId(member)) > longest_way) return [];
    }
    return way;
  }

  private start(lines: Lines, at: number): number {
    const source = lines.source(at);
    if (lines.sourceType(at) === 'member') return source;
    return this.isFromSeller ? (this.facts.sales.sellers[source] ?? none) : standsAt(this.facts.sales, source);
  }

  private above(member: number): number {
    return this.parents[member] ?? none;
  }
}
