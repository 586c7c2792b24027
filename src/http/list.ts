import { Op, cast, col, where } from 'sequelize';
import type { Includeable, Model, ModelStatic, WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import type { Policy } from '../core/policy.js';
import { query } from '../core/query.js';
import type { Query } from '../core/query.js';
import { cursorOf, placeOf } from './cursor.js';
import { between, conditionsOf, parametersOf } from './filter.js';
import type { Filter } from './filter.js';
import { wholeNumber } from './whole-number.js';
import { wireName } from './wire-schema.js';

export interface ListSpec<Row extends Model, Item> {
  name: string;
  row: ModelStatic<Row>;
  allow: Policy;
  /** Which rows the actor sees at all. */
  scope: (actor: Actor) => WhereOptions | Promise<WhereOptions>;
  /** Besides `created[gte]=` and its like, which every list has. */
  filters?: Readonly<Record<string, Filter>>;
  /** Attributes that are never null and that `sort=` may name, `total` or `-total`; the first one down is the default. */
  sort?: readonly string[];
  include?: Includeable[];
  present: (row: Row) => Item;
}

export interface Page<Item> {
  data: Item[];
  hasMore: boolean;
  nextCursor: string | null;
}

/** The answer schema of a list of such items. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ data: z.array(item), hasMore: z.boolean(), nextCursor: z.string().nullable() });

const limit = wholeNumber(1, 100).default(25);
const created = { created: between('createdAt') };

/**
 * A page of rows by keyset: `limit`, `after`, `sort` and filters. Equal values are told apart by id, so a row that
 * comes in between two pages neither repeats nor hides another; how deep a page is costs nothing.
 */
export function list<Row extends Model, Item>(spec: ListSpec<Row, Item>): Query<z.ZodType, Page<Item>> {
  const filters = { ...created, ...spec.filters };
  const sorts = (spec.sort ?? ['createdAt']).map(wireName).flatMap((name) => [`-${name}`, name]);
  const input = z.strictObject({
    limit,
    after: z.string().max(500).optional(),
    sort: z.enum(sorts).default(sorts[0] ?? ''),
    ...parametersOf(filters),
  });
  return query({
    name: spec.name,
    input,
    allow: spec.allow,
    run: ({ input: asked, actor }) => readPage(spec, filters, asked as Asked, actor),
  });
}

type Asked = Readonly<Record<string, unknown>> & { limit: number; after?: string; sort: string };

async function readPage<Row extends Model, Item>(
  spec: ListSpec<Row, Item>,
  filters: Readonly<Record<string, Filter>>,
  asked: Asked,
  actor: Actor,
): Promise<Page<Item>> {
  const column = sortedBy(spec, asked);
  const direction = asked.sort.startsWith('-') ? 'DESC' : 'ASC';
  const rows = await spec.row.findAll({
    attributes: { include: [[exact(spec.row, column), 'sortedBy']] },
    where: { [Op.and]: [await spec.scope(actor), ...conditionsOf(filters, asked), ...beyond(spec, asked, column)] },
    order: [
      [column, direction],
      ['id', direction],
    ],
    limit: asked.limit + 1,
    include: spec.include ?? [],
    subQuery: false,
  });
  const shown = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? shown.at(-1) : undefined;
  return {
    data: shown.map((row) => spec.present(row)),
    hasMore: last !== undefined,
    nextCursor: last ? cursorOf({ list: spec.name, sort: asked.sort, ...placeIn(last) }) : null,
  };
}

const sortedBy = <Row extends Model, Item>({ sort = ['createdAt'] }: ListSpec<Row, Item>, asked: Asked): string =>
  sort.find((column) => wireName(column) === asked.sort.replace(/^-/, '')) ?? 'id';

/** As text, because PostgreSQL's microseconds do not fit a Date. */
const exact = (row: ModelStatic<Model>, column: string) => cast(columnOf(row, column), 'text');

const columnOf = (row: ModelStatic<Model>, attribute: string) =>
  col(`${row.name}.${row.getAttributes()[attribute]?.field ?? attribute}`);

const placeIn = (row: Model) => ({ value: String(row.get('sortedBy')), id: Number(row.get('id')) });

/** Rows after the cursor's. The first condition is what an index on (column, id) can seek by. */
function beyond<Row extends Model, Item>(
  spec: ListSpec<Row, Item>,
  { after, sort }: Asked,
  column: string,
): WhereOptions[] {
  if (after === undefined) return [];
  const { value, id } = placeOf(after, { list: spec.name, sort });
  const [than, orEqual] = sort.startsWith('-') ? ([Op.lt, Op.lte] as const) : ([Op.gt, Op.gte] as const);
  const at = columnOf(spec.row, column);
  return [where(at, { [orEqual]: value }), { [Op.or]: [where(at, { [than]: value }), { id: { [than]: id } }] }];
}
