import { pipeline } from 'node:stream/promises';
import type { ActionContext, ActionRequest } from 'adminjs';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';
import type { Model, WhereOptions } from 'sequelize';
import type { Person } from '../person.js';
import type { Column } from './column.js';
import type { Definition } from './definition.js';
import { columnIn } from './list-rows.js';
import { sliceOf, whereFor } from './read.js';
import { personIn } from './scoped-resource.js';
import { namesIn } from './titles.js';
import { valueOf } from './values.js';
import type { Wish } from './read.js';
import { wishOf } from './wish.js';

const batch = 1000;

/** All rows that match the filters, as CSV; written batch by batch, so memory does not grow with the table. */
export const exportRows =
  (definition: Definition) => async (request: ActionRequest, response: Response, context: ActionContext) => {
    const person = personIn(context);
    if (!person) return;
    const wish = wishOf(request);
    const where = await whereFor(definition, person, wish);
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${definition.id}.csv"`,
    });
    await pipeline(lines(definition, person, where, wish), stringify({ bom: true }), response);
  };

async function* lines(
  definition: Definition,
  person: Person,
  where: WhereOptions,
  wish: Wish,
): AsyncGenerator<unknown[]> {
  const columns = definition.shown.map((name) => columnIn(definition, name));
  yield columns.flatMap(headings);
  for (let after: string | null | undefined; after !== null;) {
    const slice = await sliceOf(definition, where, { ...wish, before: undefined, last: false, after }, batch);
    yield* await linesOf(definition, slice.rows, columns, person);
    after = slice.next;
  }
}

const headings = ({ name, kind, currency }: Column): string[] =>
  kind === 'reference' ? [name, name.replace(/Id$/, 'Name')] : kind === 'money' && currency ? [name, currency] : [name];

async function linesOf(
  { withheld }: Definition,
  rows: readonly Model[],
  columns: readonly Column[],
  person: Person,
): Promise<unknown[][]> {
  const names = await namesIn(rows, columns, person);
  const without = await withheld?.(person.actor);
  return rows.map((row) => {
    const left = without?.(row) ?? [];
    return columns.flatMap((column) => {
      const all = cells(row, column, names);
      return left.includes(column.name) ? all.map(() => null) : all;
    });
  });
}

function cells(row: Model, column: Column, names: Record<string, Record<string, string>>): unknown[] {
  const value = valueOf(row, column);
  if (column.kind === 'reference') return [value, harmless(names[column.name]?.[String(value)] ?? '')];
  if (column.kind === 'money' && column.currency) return [value, row.get(column.currency)];
  return [['text', 'code', 'list', 'json'].includes(column.kind) ? harmless(value) : value];
}

/** A spreadsheet runs text that begins like a formula; a quote in front makes it text again. */
const harmless = (value: unknown): unknown =>
  typeof value === 'string' && /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) ? `'${value}` : value;
