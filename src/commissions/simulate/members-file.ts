import { RowRefused, buildNetwork, never } from '../engine/network.js';
import type { MemberRows, Network } from '../engine/network.js';
import { none } from '../engine/tree.js';
import { mostRows, readCsv } from './csv-reader.js';
import type { Fields } from './csv-reader.js';
import { isEmpty, textOf } from './field.js';
import type { Field } from './field.js';
import { FieldRefused, readId, readInstant } from './fields.js';
import { FileRefused } from './file-refused.js';

const columns = ['member_id', 'sponsor_id', 'parent_id', 'slot', 'joined_at', 'activated_at', 'status'] as const;
type Column = (typeof columns)[number];

/** Shorter than any valid row, in bytes. */
const shortestRow = 24;

/** Reads members.csv into columns; refuses the first fault with its line. */
export function readMembers(path: string): Network {
  const most = mostRows(path, shortestRow);
  const rows = emptyRows(most);
  const lines = new Uint32Array(most);
  let count = 0;
  readCsv(path, { required: columns }, (fields, line) => {
    lines[count] = line;
    refuseAt(path, line, () => takeMember(rows, count, fields));
    count++;
  });
  try {
    return buildNetwork(cut(rows, count));
  } catch (fault) {
    if (fault instanceof RowRefused) throw new FileRefused(path, lines[fault.row] ?? 0, fault.message);
    throw fault;
  }
}

/** Adds file and line to what is wrong with a field. */
export function refuseAt(path: string, line: number, read: () => void): void {
  try {
    read();
  } catch (fault) {
    if (fault instanceof FieldRefused) throw new FileRefused(path, line, fault.message);
    throw fault;
  }
}

function takeMember(rows: MemberRows, row: number, fields: Fields<Column>): void {
  const optionalId = (column: Column) => (isEmpty(fields(column)) ? none : readId(column, fields(column)));
  rows.ids[row] = readId('member_id', fields('member_id'));
  rows.sponsorIds[row] = optionalId('sponsor_id');
  rows.parentIds[row] = optionalId('parent_id');
  rows.slots[row] = readSlot(fields('slot'), rows.parentIds[row] === none);
  rows.joinedAt[row] = readInstant('joined_at', fields('joined_at'));
  const activated = fields('activated_at');
  rows.activatedAt[row] = isEmpty(activated) ? never : readInstant('activated_at', activated);
  rows.inactive[row] = readStatus(fields('status'));
}

/** A root stands in no slot; whatever number it gives has no meaning. */
function readSlot(field: Field, isRoot: boolean): number {
  if (isRoot && isEmpty(field)) return 0;
  const slot = readId('slot', field);
  if (slot > 1_000_000_000) throw new FieldRefused('slot', field, 'is too large');
  return slot;
}

/** 1 for who is inactive. */
function readStatus(field: Field): number {
  const status = field.end - field.start > 8 ? '' : textOf(field);
  if (status === 'active') return 0;
  if (status === 'inactive') return 1;
  throw new FieldRefused('status', field, 'is neither active nor inactive');
}

function emptyRows(most: number): MemberRows {
  return {
    ids: new Float64Array(most),
    parentIds: new Float64Array(most),
    sponsorIds: new Float64Array(most),
    slots: new Int32Array(most),
    joinedAt: new Float64Array(most),
    activatedAt: new Float64Array(most),
    inactive: new Uint8Array(most),
  };
}

function cut(rows: MemberRows, count: number): MemberRows {
  return {
    ids: rows.ids.subarray(0, count),
    parentIds: rows.parentIds.subarray(0, count),
    sponsorIds: rows.sponsorIds.subarray(0, count),
    slots: rows.slots.subarray(0, count),
    joinedAt: rows.joinedAt.subarray(0, count),
    activatedAt: rows.activatedAt.subarray(0, count),
    inactive: rows.inactive.subarray(0, count),
  };
}
