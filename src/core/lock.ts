import { Op } from 'sequelize';
import type { Model, ModelStatic, Transaction, WhereOptions } from 'sequelize';
import { NotFound } from './errors.js';

/** The row, locked for this transaction; refused as not found when it is absent or outside `within` (a scope). */
export async function lockOrRefuse<M extends Model>(
  row: ModelStatic<M>,
  id: number,
  tx: Transaction,
  within: WhereOptions = {},
): Promise<M> {
  const found = await row.findOne({ where: both(id, within), lock: tx.LOCK.UPDATE, transaction: tx });
  if (!found) throw new NotFound(nameOf(row));
  return found;
}

/** The row as it is, for reading only. */
export async function findOrRefuse<M extends Model>(
  row: ModelStatic<M>,
  id: number,
  within: WhereOptions = {},
  tx?: Transaction,
): Promise<M> {
  const found = await row.findOne({ where: both(id, within), transaction: tx ?? null });
  if (!found) throw new NotFound(nameOf(row));
  return found;
}

/** A scope may itself speak of the id, so the two conditions stand side by side: neither replaces the other. */
const both = (id: number, within: WhereOptions): WhereOptions => ({ [Op.and]: [within, { id }] });

/** `ApiKey` -> `api key`. */
const nameOf = (row: ModelStatic<Model>): string => row.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
