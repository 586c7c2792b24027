import { literal } from 'sequelize';
import type { Model, OrderItem } from 'sequelize';
import { z } from 'zod';
import { Refusal } from '../../src/core/errors.js';
import { select } from '../../src/db/select.js';
import { db } from '../../src/db/sequelize.js';
import type { Definition } from './definition.js';

export type Direction = 'asc' | 'desc';

export interface Order {
  by: string;
  direction: Direction;
}

const content = z.tuple([z.string().nullable(), z.coerce.string().regex(/^\d{1,19}$/)]);

/** A row's place in the order: its sort value as PostgreSQL writes it (a Date would lose microseconds) and its id. */
export const cursorOf = (row: Model | undefined): string | null =>
  row ? Buffer.from(JSON.stringify([row.get('cursorValue'), String(row.get('id'))])).toString('base64url') : null;

/** Where clause for the rows behind a cursor; rows without a sort value stand at the end, whichever way it goes. */
export async function positionAfter(definition: Definition, { by, direction }: Order, cursor: string) {
  const [value, id] = read(cursor);
  const column = quoted(definition, by);
  const than = direction === 'asc' ? '>' : '<';
  if (value === null) return literal(`(${column} IS NULL AND ${quoted(definition, 'id')} ${than} ${id})`);
  const behind = `(${column}, ${quoted(definition, 'id')}) ${than} (${db.escape(value)}, ${id})`;
  return literal((await mayBeNull(definition, by)) ? `(${behind} OR ${column} IS NULL)` : behind);
}

export async function orderOf(definition: Definition, { by, direction }: Order): Promise<OrderItem[]> {
  const nulls = (await mayBeNull(definition, by)) ? ' NULLS LAST' : '';
  return [literal(`${quoted(definition, by)} ${direction}${nulls}`), [literal(quoted(definition, 'id')), direction]];
}

function read(cursor: string): [string | null, string] {
  try {
    return content.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new Refusal('malformed', 'This place in the list is not known.');
  }
}

const quoted = ({ row }: Definition, name: string): string =>
  `"${row.name}"."${row.getAttributes()[name]?.field ?? name}"`;

const nullable = new Map<string, Set<string>>();

/** Asked once per table: an order that knows there are no nulls can use a plain index. */
async function mayBeNull({ row }: Definition, name: string): Promise<boolean> {
  const table = row.tableName;
  const known = nullable.get(table) ?? (await nullableColumns(table));
  nullable.set(table, known);
  return known.has(row.getAttributes()[name]?.field ?? name);
}

async function nullableColumns(table: string): Promise<Set<string>> {
  const sql =
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attnotnull';
  return new Set((await select(sql, [table], z.object({ name: z.string() }))).map(({ name }) => name));
}
