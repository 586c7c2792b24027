import type { Model } from 'sequelize';
import { formatAmount } from '../../src/core/money.js';
import type { Column, Kind } from './column.js';

export type Value = string | number | boolean | null;

/** A value as JSON carries it to the browser: money as decimal text, other big numbers as text, documents as text. */
export function valueOf(row: Model, { name, kind }: Column): Value {
  const value: unknown = row.get(name);
  return value === null || value === undefined ? null : (byKind[kind] ?? plain)(value);
}

const document = (value: unknown): string => JSON.stringify(value, bigText);
const money = (value: unknown): string => formatAmount(BigInt(value as string | number | bigint));

const byKind: Readonly<Partial<Record<Kind, (value: unknown) => Value>>> = {
  json: document,
  list: document,
  money,
  volume: money,
  count: Number,
  progress: Number,
};

function plain(value: unknown): Value {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

const bigText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
