import type { Model } from 'sequelize';
import { formatAmount } from '../../src/core/money.js';
import type { Column } from './column.js';

/** A value as JSON carries it to the browser: money as decimal text, other big numbers as text, documents as text. */
export function valueOf(row: Model, { name, kind }: Column): string | number | boolean | null {
  const value: unknown = row.get(name);
  if (value === null || value === undefined) return null;
  if (kind === 'json' || kind === 'list') return JSON.stringify(value, bigText);
  if (kind === 'money' || kind === 'volume') return formatAmount(BigInt(value as string | number | bigint));
  if (kind === 'count' || kind === 'progress') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

const bigText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
