import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../../../db/row-schema.js';
import { select } from '../../../db/select.js';
import type { RunPlace } from '../load/sources.js';
import { most_listed } from './difference.js';
import type { Difference, Found } from './difference.js';
import { again } from './scratch.js';

interface Compared {
  table: string;
  /** What names a row within its member: the column, and what stands for none. */
  names: Readonly<Record<string, string>>;
  columns: readonly string[];
  /** What else tells rows of one name apart. */
  side?: string;
}

const lines: Compared = {
  table: 'run_lines',
  names: { kind: `''`, level: '0', sale_id: '0', source_member_id: '0', day: `date '1970-01-01'` },
  side: 'quantity < 0',
  columns: ['state', 'base', 'quantity', 'amount', 'tax', 'instalment', 'reasons', 'via'],
};

const days: Compared = {
  table: 'run_days',
  names: { day: `date '1970-01-01'` },
  columns: ['possible', 'formed', 'paid', 'flushed', 'carry_left', 'carry_right', 'reasons'],
};

const members: Compared = {
  table: 'run_members',
  names: {},
  columns: [
    ...['opened_left', 'opened_right', 'opened_pairs', 'opened_window', 'opened_window_pairs', 'opened_active'],
    ...['opened_net', 'opened_due', 'opened_ages', 'carry_left', 'carry_right', 'flushed_left', 'flushed_right'],
    ...['pairs', 'paid', 'lost', 'window_key', 'window_pairs', 'binary_active', 'ages', 'reasons'],
    ...['downline', 'directs', 'personal_volume', 'group_volume', 'largest_leg', 'rank'],
  ],
};

const values = (of: string, columns: readonly string[]): string =>
  `jsonb_build_object(${columns.map((column) => `'${column}', ${of}.${column}::text`).join(', ')})`;

const rowOf = (of: string, columns: readonly string[]): string =>
  `ROW(${columns.map((column) => `${of}.${column}`).join(', ')})`;

function compareSql({ table, names, columns, side = 'false' }: Compared): string {
  const keys = Object.keys(names);
  const same = Object.entries(names).map(
    ([column, empty]) => `coalesce(stored.${column}, ${empty}) = coalesce(again.${column}, ${empty})`,
  );
  const number = table === 'run_lines' ? 'coalesce(stored.line, again.line)' : 'NULL::int';
  const sided = `SELECT *, ${side} AS side FROM`;
  return `
    SELECT (count(*) OVER ())::int AS count, coalesce(stored.member_id, again.member_id) AS member_id, ${number} AS line,
      CASE WHEN stored.member_id IS NULL THEN ${values('again', keys)} ELSE ${values('stored', keys)} END AS of,
      CASE WHEN stored.member_id IS NOT NULL THEN ${values('stored', columns)} END AS before,
      CASE WHEN again.member_id IS NOT NULL THEN ${values('again', columns)} END AS after
    FROM (${sided} ${table} WHERE part = $1 AND run_id = $2 AND fence = $3) AS stored
    FULL JOIN (${sided} ${again(table)}) AS again
      ON ${['stored.member_id = again.member_id', 'stored.side = again.side', ...same].join(' AND ')}
    WHERE ${rowOf('stored', ['member_id', ...columns])} IS DISTINCT FROM ${rowOf('again', ['member_id', ...columns])}
    ORDER BY 2, 3 LIMIT ${String(most_listed)}`;
}

const texts = z.record(z.string(), z.string().nullable());

export const foundRow = z.object({
  count: int,
  member_id: int,
  line: z.number().nullable(),
  of: texts,
  before: texts.nullable(),
  after: texts.nullable(),
});

/** Every line, day and member that stands, against what was computed again. */
export async function compareTables({ part, runId, fence }: RunPlace, tx: Transaction): Promise<Found[]> {
  const found: Found[] = [];
  for (const compared of [lines, days, members]) {
    found.push(foundIn(compared.table, await select(compareSql(compared), [part, runId, fence], foundRow, tx)));
  }
  return found;
}

export const foundIn = (table: string, rows: readonly z.output<typeof foundRow>[]): Found => ({
  table,
  count: rows[0]?.count ?? 0,
  differences: rows.map((row) => told(table, row)),
});

/** Of what differs only; of a row that stands on one side alone, everything it says. */
function told(table: string, { member_id: memberId, line, of, before, after }: z.output<typeof foundRow>): Difference {
  const isTold = (column: string, value: string | null): boolean =>
    before && after ? before[column] !== after[column] : value !== null;
  const part = (row: typeof before) =>
    row && Object.fromEntries(Object.entries(row).filter(([column, value]) => isTold(column, value)));
  const names = Object.entries(of).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return { table, memberId, line, of: Object.fromEntries(names), before: part(before), after: part(after) };
}
