import type { WhereOptions } from 'sequelize';
import { z } from 'zod';
import { int } from '../../src/db/row-schema.js';
import { selectOne } from '../../src/db/select.js';
import type { Definition } from './definition.js';
import { idsOf } from './ids-of.js';

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
  const table = definition.row.tableName;
  if (!isFiltered) {
    const estimate = (await selectOne(statistics, [table], one))?.count ?? 0;
    if (estimate > large) return { value: estimate, is: 'estimate' };
  }
  const sql = `SELECT count(*) AS count FROM (${idsOf(definition.row, where, counted_at_most + 1)}) AS counted`;
  // What a person typed stands in the text; its dollars are no names of binds.
  const literally = sql.replaceAll('$', () => '$$');
  const value = (await selectOne(literally, [], one))?.count ?? 0;
  return value > counted_at_most ? { value: counted_at_most, is: 'atLeast' } : { value, is: 'exact' };
}
