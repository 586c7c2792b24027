import type { MatchedDays } from '../compute-pairs.js';
import { none } from '../copy/fields.js';
import type { RowWriter } from '../copy/row-writer.js';
import type { RunPlace } from '../load/sources.js';
import { byMember } from './by-member.js';

export const dayColumns = [
  'part',
  'run_id',
  'fence',
  'member_id',
  'day',
  'possible',
  'formed',
  'paid',
  'flushed',
  'carry_left',
  'carry_right',
  'reasons',
] as const;

interface Writing {
  writer: RowWriter;
  place: RunPlace;
  memberIds: Float64Array;
  /** The one member whose days are wanted, or `none`. */
  only: number;
}

/** Writes what each member's matching of a day came to, member by member. */
export async function writeDays(days: MatchedDays, { writer, place, memberIds, only }: Writing): Promise<void> {
  const { part, runId, fence } = place;
  const memberOf = (place: number): number => {
    const { at, row } = days.find(place);
    return at.member[row] ?? none;
  };
  for (const day of byMember(days.length, memberIds.length, memberOf)) {
    const { at, row } = days.find(day);
    const member = at.member[row] ?? 0;
    if (only !== none && member !== only) continue;
    if (writer.isFull) await writer.flush();
    writer.row(dayColumns.length);
    writer.int4(part);
    writer.int8(runId);
    writer.int4(fence);
    writer.content();
    writer.int8(memberIds[member] ?? 0);
    writeDay(writer, at, row);
    writer.endRow();
  }
}

function writeDay(writer: RowWriter, columns: ReturnType<MatchedDays['find']>['at'], row: number): void {
  writer.day(columns.day[row] ?? 0);
  for (const count of [columns.possible, columns.formed, columns.paid]) writer.int4(count[row] ?? 0);
  writer.int8OrNothing(columns.flushed[row] ?? 0);
  writer.minor(columns.carryLeft[row] ?? 0n);
  writer.minor(columns.carryRight[row] ?? 0n);
  writer.bitsOrNothing(columns.reasons[row] ?? 0);
}
