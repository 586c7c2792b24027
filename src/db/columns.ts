import { DataTypes } from 'sequelize';
import type { Model, ModelAttributeColumnOptions } from 'sequelize';

// int8 arrives from the driver as text. A row has two kinds of such columns: identities, which stay far below
// 2^53 and read as number, and minor units of money or volume, which read as bigint and never touch number.

type Read = (value: unknown) => unknown;

/** Sequelize calls a getter with the attribute's name, which its types leave out. */
const readAs = (read: Read) =>
  function (this: Model, attribute?: string): unknown {
    const value: unknown = this.getDataValue(attribute as never);
    return value === null || value === undefined ? value : read(value);
  } as () => unknown;

type Extra = Omit<ModelAttributeColumnOptions, 'type' | 'get'>;

/** The table's own identity, given by the database. */
export const primaryId = (): ModelAttributeColumnOptions => ({ ...id(), primaryKey: true, autoIncrement: true });

/** A reference to another row (or any other int8 that stays below 2^53): reads as number. */
export const id = (extra: Extra = {}): ModelAttributeColumnOptions => ({
  type: DataTypes.BIGINT,
  ...extra,
  get: readAs(Number),
});

/** Minor units of money, or volume: reads as bigint. */
export const minor = (extra: Extra = {}): ModelAttributeColumnOptions => ({
  type: DataTypes.BIGINT,
  ...extra,
  get: readAs((value) => BigInt(value as string)),
});

export const text = (extra: Extra = {}): ModelAttributeColumnOptions => ({ type: DataTypes.TEXT, ...extra });
export const integer = (extra: Extra = {}): ModelAttributeColumnOptions => ({ type: DataTypes.INTEGER, ...extra });
export const flag = (extra: Extra = {}): ModelAttributeColumnOptions => ({ type: DataTypes.BOOLEAN, ...extra });
export const instant = (extra: Extra = {}): ModelAttributeColumnOptions => ({ type: DataTypes.DATE, ...extra });
export const day = (extra: Extra = {}): ModelAttributeColumnOptions => ({ type: DataTypes.DATEONLY, ...extra });
export const json = (extra: Extra = {}): ModelAttributeColumnOptions => ({ type: DataTypes.JSONB, ...extra });
export const textList = (extra: Extra = {}): ModelAttributeColumnOptions => ({
  type: DataTypes.ARRAY(DataTypes.TEXT),
  ...extra,
});

/** `created_at`, set by the database. */
export const createdAt = (): ModelAttributeColumnOptions => instant();
