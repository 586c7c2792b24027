import { Op, literal } from 'sequelize';
import type { FindOptions, Model, WhereOptions } from 'sequelize';
import type { Person } from '../person.js';
import { cursorOf, orderOf, positionAfter } from './cursor.js';
import type { Direction, Order } from './cursor.js';
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
  const order = { by, direction: isBackward ? opposite(direction) : direction };
  const cursor = wish.after ?? wish.before;
  const found = await definition.row.findAll({
    ...attributesOf(definition, by),
    where: { [Op.and]: [where, cursor === undefined ? {} : await positionAfter(definition, order, cursor)] } as never,
    order: await orderOf(definition, order),
    limit: limit + 1,
  });
  const rows = found.slice(0, limit);
  if (isBackward) rows.reverse();
  const isFurther = { ahead: found.length > limit, behind: cursor !== undefined };
  return { rows, sortBy: by, direction, ...endsOf(rows, isBackward ? flip(isFurther) : isFurther) };
}

interface Further {
  ahead: boolean;
  behind: boolean;
}

const flip = ({ ahead, behind }: Further): Further => ({ ahead: behind, behind: ahead });

const endsOf = (rows: readonly Model[], { ahead, behind }: Further): Pick<Slice, 'next' | 'previous'> => ({
  next: ahead ? cursorOf(rows.at(-1)) : null,
  previous: behind ? cursorOf(rows[0]) : null,
});

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
function sortOf(definition: Definition, { sortBy, direction }: Wish): Order {
  if (sortBy !== undefined && isOffered(definition, sortBy))
    return { by: sortBy, direction: direction === 'asc' ? 'asc' : 'desc' };
  const { sort = { by: 'createdAt', direction: 'desc' }, row } = definition;
  return sort.by in row.getAttributes() ? sort : { by: 'id', direction: 'desc' };
}

const isOffered = ({ list, known }: Definition, name: string): boolean => list.includes(name) && !known.get(name)?.sql;

const opposite = (direction: Direction): Direction => (direction === 'asc' ? 'desc' : 'asc');
