import { Resource } from '@adminjs/sequelize';
import { BaseRecord, ForbiddenError } from 'adminjs';
import type { ActionContext, BaseProperty, Filter, ParamsType } from 'adminjs';
import type { Model } from 'sequelize';
import type { Person } from '../person.js';
import { totalOf } from './count.js';
import type { Definition } from './definition.js';
import { rowsById, sliceOf, whereFor } from './read.js';
import type { Filters } from './where.js';
import { valueOf } from './values.js';

interface Options {
  limit?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}

const madeFor = new Map<string, ScopedResource>();
const rows = new WeakMap<BaseRecord, Model>();

/** The row behind a record of the panel, for what only the row can tell. */
export function rowOf(record: BaseRecord): Model {
  const row = rows.get(record);
  if (!row) throw new Error('This record was not read by the panel.');
  return row;
}

/** Who asks. AdminJS calls a few methods without saying; then nobody does, and nothing is found. */
export const personIn = (context: Partial<ActionContext> | undefined): Person | undefined =>
  context?.currentAdmin as Person | undefined;

/**
 * A table as AdminJS sees it: only the rows of who asks, only the declared columns, and no way to write.
 * Whatever AdminJS itself would read (references, search, bulk) passes through here as well.
 */
export class ScopedResource extends Resource {
  constructor(readonly definition: Definition) {
    super(definition.row);
  }

  static of = (definition: Definition): ScopedResource => {
    const made = madeFor.get(definition.id) ?? new ScopedResource(definition);
    madeFor.set(definition.id, made);
    return made;
  };

  override id(): string {
    return this.definition.id;
  }

  override properties(): BaseProperty[] {
    return super.properties().filter((property) => this.definition.known.has(property.name()));
  }

  override property(path: string): BaseProperty | null {
    return this.definition.known.has(path) ? super.property(path) : null;
  }

  override async find(filter: Filter, options: Options, context?: ActionContext): Promise<BaseRecord[]> {
    const person = personIn(context);
    if (!person) return [];
    const wish = { filters: filtersIn(filter), ...options.sort };
    const where = await whereFor(this.definition, person, wish);
    const { rows: found } = await sliceOf(this.definition, where, wish, Math.min(options.limit ?? 25, 100));
    return found.map((row) => this.recordOf(row));
  }

  override async count(filter: Filter, context?: ActionContext): Promise<number> {
    const person = personIn(context);
    if (!person) return 0;
    const filters = filtersIn(filter);
    const where = await whereFor(this.definition, person, { filters });
    return (await totalOf(this.definition, where, Object.keys(filters).length > 0)).value;
  }

  override async findOne(id: unknown, context?: ActionContext): Promise<BaseRecord | null> {
    return (await this.findMany([id], context))[0] ?? null;
  }

  override async findMany(ids: unknown[], context?: ActionContext): Promise<BaseRecord[]> {
    const person = personIn(context);
    return person ? (await rowsById(this.definition, person, ids)).map((row) => this.recordOf(row)) : [];
  }

  /** Names of referenced rows travel apart (`titles.ts`); whole rows never ride along. */
  override populate(records: BaseRecord[]): Promise<BaseRecord[]> {
    return Promise.resolve(records);
  }

  override create(): never {
    throw refused();
  }

  override update(): never {
    throw refused();
  }

  override delete(): never {
    throw refused();
  }

  recordOf(row: Model): BaseRecord {
    const values = [...this.definition.known.values()].map((column) => [column.name, valueOf(row, column)]);
    const record = new BaseRecord(Object.fromEntries(values) as ParamsType, this);
    rows.set(record, row);
    return record;
  }
}

const refused = () => new ForbiddenError('Rows change through commands only.');

const filtersIn = (filter: Filter): Filters =>
  filter.reduce<Record<string, string>>(
    (all, { path, value }) => ({ ...all, [path]: typeof value === 'string' ? value : '' }),
    {},
  );
