import { uint } from '../../engine/columns.js';
import type { Lines } from '../../engine/lines.js';
import { dropped } from '../compare-events.js';
import type { PairLines } from '../compute-pairs.js';
import type { RowWriter } from '../copy/row-writer.js';
import { none } from '../copy/fields.js';
import type { SettledEvents } from '../settle-events.js';
import { newLine } from '../totals.js';
import { byMember } from './by-member.js';
import { block_lines } from './line-block.js';
import type { LineBlock } from './line-block.js';
import type { LineWriter } from './line-writer.js';

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
      sourceId: lines.source(at),
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
  { out, writer, block }: { out: LineWriter; writer: RowWriter; block: LineBlock },
): Promise<void> {
  const { lines, states, commissions, judged } = events;
  const waiting = [...judged].sort((a, b) => a.beneficiaryId - b.beneficiaryId);
  let next = 0;
  const writeJudged = async (until: number): Promise<void> => {
    for (let line = waiting[next]; line && line.beneficiaryId <= until; line = waiting[++next]) {
      if (writer.isFull) await writer.flush();
      out.judged(line);
    }
  };
  const memberOf = (place: number): number => (states[place] === dropped ? none : lines.beneficiary(place));
  const order = byMember(lines.length, block.members, memberOf);
  for (let from = 0; from < order.length; from += block_lines) {
    const places = order.subarray(from, from + block_lines);
    block.read(events, places);
    for (let row = 0; row < places.length; row++) {
      if (next < waiting.length) await writeJudged(block.memberId(row));
      if (writer.isFull) await writer.flush();
      out.computed(block.lines, row, {
        state: block.state(row),
        commissionId: commissions.get(uint(places, row)) ?? null,
        planId: null,
        held: block.isHeld(row),
        tax: 0n,
        instalment: 0n,
        sourceId: block.sourceId(row),
        via: block.via(row),
      });
    }
  }
  await writeJudged(Infinity);
  out.finish();
}
