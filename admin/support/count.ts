import { Utils } from 'sequelize';
import type { FindOptions, Model, ModelStatic, WhereOptions } from 'sequelize';
import { z } from 'zod';
import { int } from '../../src/db/row-schema.js';
import { selectOne } from '../../src/db/select.js';
import { db } from '../../src/db/sequelize.js';
import type { Definition } from './definition.js';

export interface Total {
  value: number;
  /** `estimate`: as of the last ANALYZE; `atLeast`: counting stopped there. */
  is: 'exact' | 'estimate' | 'atLeast';
}

const large = 1_000_000;
export const counted_at_most = 100_000;

const statistics = `
  SELECT coalesce(sum(greatest(part.reltuples, 0)), 0)::bigint AS count
  FROM pg_partition_tree($1::regclass) AS tree JOIN pg_class AS part ON part.oid = tree.relid WHERE tree.isleaf
  UNION ALL SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = $1::regclass AND relkind = 'r'
  ORDER BY 1 DESC LIMIT 1`;

const one = z.object({ count: int });

/** How many rows there are: exactly up to a hundred thousand, then honestly less exact, always quickly. */
export async function totalOf(definition: Definition, where: WhereOptions, isFiltered: boolean): Promise<Total> {
  const table = String(definition.row.getTableName());
  if (!isFiltered) {
    const estimate = (await selectOne(statistics, [table], one))?.count ?? 0;
    if (estimate > large) return { value: estimate, is: 'estimate' };
  }
  const sql = `SELECT count(*) AS count FROM (${selectSql(definition.row, where)}) AS counted`;
  const value = (await selectOne(sql, [], one))?.count ?? 0;
  return value > counted_at_most ? { value: counted_at_most, is: 'atLeast' } : { value, is: 'exact' };
}

interface Generator {
  selectQuery(table: string, options: object, model: ModelStatic<Model>): string;
}

/** Sequelize counts everything or nothing; this is its own SELECT with a limit, to count what comes out. */
function selectSql(row: ModelStatic<Model>, where: WhereOptions): string {
  const { queryGenerator } = db.getQueryInterface() as unknown as { queryGenerator: Generator };
  const options = { attributes: ['id'], where, limit: counted_at_most + 1 } as FindOptions;
  const table = String(row.getTableName());
  return queryGenerator.selectQuery(table, Utils.mapFinderOptions(options as never, row), row).replace(/;$/, '');
}
