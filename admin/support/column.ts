import { DataTypes } from 'sequelize';
import type { Model, ModelStatic } from 'sequelize';

export const kinds = [
  'id',
  'text',
  'code',
  'link',
  'count',
  'money',
  'volume',
  'rate',
  'status',
  'choice',
  'flag',
  'progress',
  'instant',
  'day',
  'reference',
  'list',
  'json',
] as const;
export type Kind = (typeof kinds)[number];

/** How one declared column is read, filtered and shown. Only declared columns leave or enter. */
export interface Column {
  name: string;
  kind: Kind;
  /** For `reference`: the resource whose row it names. */
  of?: string;
  /** For `status` and `choice`: everything it can be. */
  values?: readonly string[];
  /** For `money`: the column with its currency; without one, the program's. */
  currency?: string;
  /** SQL of a value that is no column of the table; such ones are neither sorted nor filtered. */
  sql?: string;
}

export type ColumnHint = Partial<Omit<Column, 'name'>>;

/** What a column is, from its place in the row and what the resource says besides. */
export function columnOf(row: ModelStatic<Model>, name: string, hint: ColumnHint = {}): Column {
  const kind = hint.kind ?? (hint.of ? 'reference' : hint.values ? 'choice' : kindOf(row, name));
  const currency = kind === 'money' && 'currency' in row.getAttributes() ? { currency: 'currency' } : {};
  return { name, kind, ...currency, ...hint };
}

const kindByType: readonly (readonly [abstract new (...of: never[]) => object, Kind])[] = [
  [DataTypes.DATEONLY, 'day'],
  [DataTypes.DATE, 'instant'],
  [DataTypes.BOOLEAN, 'flag'],
  [DataTypes.JSONB, 'json'],
  [DataTypes.ARRAY, 'list'],
  [DataTypes.INTEGER, 'count'],
];

const kindByName: Readonly<Record<string, Kind>> = { id: 'id', status: 'status' };

function kindOf(row: ModelStatic<Model>, name: string): Kind {
  const type: unknown = row.getAttributes()[name]?.type;
  if (type === undefined) throw new Error(`${row.name} has no column "${name}".`);
  const named = kindByName[name];
  if (named) return named;
  if (type instanceof DataTypes.BIGINT) return isMinor(row, name) ? 'money' : 'count';
  return kindByType.find(([of]) => type instanceof of)?.[1] ?? 'text';
}

/** int8 columns are of two kinds that only reading one tells apart (`src/db/columns.ts`). */
const isMinor = (row: ModelStatic<Model>, name: string): boolean =>
  typeof row.build({ [name]: '1' } as never, { raw: true }).get(name) === 'bigint';
