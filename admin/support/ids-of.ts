import { Utils } from 'sequelize';
import type { FindOptions, Model, ModelStatic, WhereOptions } from 'sequelize';
import { db } from '../../src/db/sequelize.js';

interface Generator {
  selectQuery(table: string, options: object, model: ModelStatic<Model>): string;
}

/** Sequelize's own SELECT of the ids of some rows, as text to stand inside other SQL. */
export function idsOf(row: ModelStatic<Model>, where: WhereOptions, limit?: number): string {
  const { queryGenerator } = db.getQueryInterface() as unknown as { queryGenerator: Generator };
  const options = { attributes: ['id'], where, limit } as FindOptions;
  return queryGenerator
    .selectQuery(row.tableName, Utils.mapFinderOptions(options as never, row), row)
    .replace(/;$/, '');
}
