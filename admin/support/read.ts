import { Op, literal } from 'sequelize';
import type { FindOptions, Model, WhereOptions } from 'sequelize';
import type { Person } from '../person.js';
import { cursorOf, orderOf, positionAfter } from './cursor.js';
import type { Direction } from './cursor.js';
import type { Definition } from './definition.js';
import { searchIn, whereOf } from './where.js';
import type { Filters } from './where.js';

/** What a list, an export or a bulk action was asked for; texts as they came in the query string. */
export interface Wish {
  filters: Filters;
  q?: string;
  sortBy?: string;
  direction?: Direction;
  after?: string;
  before?: string;
  last?: boolean;
}

export interface Slice {
  rows: Model[];
  next: string | null;
  previous: string | null;
  sortBy: string;
  direction: Direction;
}

/** The person's rows that the wish is about. Every read of the panel goes through here. */
export async function whereFor(
  definition: Definition,
  person: Person,
  wish: Pick<Wish, 'filters' | 'q'>,
): Promise<WhereOptions> {
  const { known, scope, search = [] } = definition;
  const mine = await scope(person.actor);
  const asked = whereOf(wish.filters, known, person.program?.timeZone ?? 'UTC');
  return { [Op.and]: [mine, asked, wish.q?.trim() ? searchIn(search, wish.q) : {}] };
}

/** Rows in order from a cursor on, `limit` of them; as fast on page 100,000 as on the first. */
export async function sliceOf(definition: Definition, where: WhereOptions, wish: Wish, limit: number): Promise<Slice> {
  const { by, direction } = sortOf(definition, wish);
  const isBackward = wish.before !== undefined || wish.last === true;
  const walk = isBackward ? opposite(direction) : direction;
  const cursor = wish.after ?? wish.before;
  const from = cursor === undefined ? {} : await positionAfter(definition, { by, direction: walk }, cursor);
  const found = await definition.row.findAll({
    ...attributesOf(definition, by),
    where: { [Op.and]: [where, from] } as never,
    order: await orderOf(definition, { by, direction: walk }),
    limit: limit + 1,
  });
  const rows = found.slice(0, limit);
  if (isBackward) rows.reverse();
  const hasMore = found.length > limit;
  return {
    rows,
    sortBy: by,
    direction,
    next: (isBackward ? cursor !== undefined : hasMore) ? cursorOf(rows.at(-1)) : null,
    previous: (isBackward ? hasMore : cursor !== undefined) ? cursorOf(rows[0]) : null,
  };
}

/** Rows of the person by id; what lies outside the scope is simply not there. */
export async function rowsById(definition: Definition, person: Person, ids: readonly unknown[]): Promise<Model[]> {
  const valid = ids.map(String).filter((id) => /^[1-9]\d{0,14}$/.test(id));
  if (valid.length === 0) return [];
  const where = { [Op.and]: [await definition.scope(person.actor), { id: { [Op.in]: valid } }] };
  return definition.row.findAll({ ...attributesOf(definition, 'id'), where: where as never });
}

/** The table's own columns (commands' `when` reads any of them) and the declared computed ones. */
function attributesOf({ row, known }: Definition, sortBy: string): Pick<FindOptions, 'attributes'> {
  const computed = [...known.values()].flatMap(({ name, sql }) =>
    sql ? [[literal(`(${sql})`), name] as [ReturnType<typeof literal>, string]] : [],
  );
  const field = row.getAttributes()[sortBy]?.field ?? 'id';
  const cursor: [ReturnType<typeof literal>, string] = [literal(`"${row.name}"."${field}"::text`), 'cursorValue'];
  return { attributes: { include: [...computed, cursor] } };
}

/** A sort that is not offered falls back to the resource's own. */
function sortOf({ sort = { by: 'createdAt', direction: 'desc' }, known, list, row }: Definition, wish: Wish) {
  const isOffered = wish.sortBy !== undefined && list.includes(wish.sortBy) && !known.get(wish.sortBy)?.sql;
  const fallback = sort.by in row.getAttributes() ? sort : { by: 'id', direction: 'desc' as const };
  if (!isOffered || !wish.sortBy) return fallback;
  return { by: wish.sortBy, direction: wish.direction === 'asc' ? ('asc' as const) : ('desc' as const) };
}

const opposite = (direction: Direction): Direction => (direction === 'asc' ? 'desc' : 'asc');
