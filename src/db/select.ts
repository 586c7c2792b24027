import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { z } from 'zod';
import { db } from './sequelize.js';

export type Binds = Record<string, unknown> | unknown[];

/** Runs one SELECT with binds (`$1` or `$name`) and returns rows that the schema has read. */
export async function select<S extends z.ZodType>(
  sql: string,
  bind: Binds,
  row: S,
  tx?: Transaction,
): Promise<z.output<S>[]> {
  const rows = await db.query(sql, { bind, type: QueryTypes.SELECT, transaction: tx ?? null });
  return rows.map((found) => row.parse(found));
}

/** The first row of a SELECT, or undefined. */
export async function selectOne<S extends z.ZodType>(
  sql: string,
  bind: Binds,
  row: S,
  tx?: Transaction,
): Promise<z.output<S> | undefined> {
  const [first] = await select(sql, bind, row, tx);
  return first;
}

/** Runs one statement that changes rows; returns how many it changed. For RETURNING, use `select`. */
export async function change(sql: string, bind: Binds, tx: Transaction): Promise<number> {
  const [, count] = await db.query(sql, { bind, type: QueryTypes.UPDATE, transaction: tx });
  return count;
}
