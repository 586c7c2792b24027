import { z } from 'zod';
import { big } from '../db/row-schema.js';
import { select, selectOne } from '../db/select.js';
import { formatAmount } from '../core/money.js';
import type { Chart, List, Tile } from './board.js';
import { pointsOf } from './span.js';
import type { Span } from './span.js';
import { bindsOf } from './view.js';
import type { View } from './view.js';

const asked = new WeakMap<View, Map<string, Promise<bigint>>>();

/** One number: a SELECT of one `value` over the view's names ($program, $from, $until, $people, …); asked once a view. */
export function figure(sql: string, view: View, span: Span = view.span): Promise<bigint> {
  const known = asked.get(view) ?? new Map<string, Promise<bigint>>();
  const key = `${span.first} ${sql}`;
  const answer = known.get(key) ?? readFigure(sql, view, span);
  asked.set(view, known.set(key, answer));
  return answer;
}

const readFigure = async (sql: string, view: View, span: Span): Promise<bigint> =>
  (await selectOne(sql, bindsOf(view, span), z.object({ value: big.nullable() })))?.value ?? 0n;

interface Counted {
  key: string;
  label: string;
  kind: 'money' | 'count';
  sql: string;
  href: string | null;
}

/** A figure over the span, beside that of the span before. */
export async function tileOver(view: View, { sql, ...rest }: Counted): Promise<Tile> {
  const [now, before] = await Promise.all([figure(sql, view), figure(sql, view, view.before)]);
  return { ...rest, value: shown(rest.kind, now), previous: shown(rest.kind, before) };
}

/** A figure as it stands at this moment, whatever the span. */
export async function tileNow(view: View, { sql, ...rest }: Counted): Promise<Tile> {
  return { ...rest, value: shown(rest.kind, await figure(sql, view)), previous: null };
}

const shown = (kind: Counted['kind'], value: bigint): string | number =>
  kind === 'money' ? formatAmount(value) : Number(value);

/** How many of the whole, in basis points; nothing of nothing is 0. */
export const shareBp = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * 20_000n + whole) / (whole * 2n));

interface Line {
  key: string;
  title: string;
  unit: string;
  /** SELECTs `at`, `name` and `value` of whatever happened in the span. */
  sql: string;
  /** The lines, also those that nothing happened on. */
  names: readonly string[];
  kind?: 'line' | 'bar';
}

const named = z.object({ label: z.string(), name: z.string(), value: big });

/** What happened over the span, hour by hour or day by day in the program's time zone. */
export async function lineOf(view: View, { key, title, unit, sql, names, kind = 'line' }: Line): Promise<Chart> {
  const { format, labels } = pointsOf(view.span);
  const rows = await select(
    `SELECT to_char(at AT TIME ZONE $zone, $format) AS label, name, sum(value)::bigint AS value
     FROM (${sql}) AS found GROUP BY 1, 2`,
    { ...bindsOf(view, view.span), format },
    named,
  );
  const found = new Map(rows.map(({ label, name, value }) => [`${name}\n${label}`, value]));
  const valueAt = (name: string, label: string): number => inUnits(unit, found.get(`${name}\n${label}`) ?? 0n, view);
  const series = names.map((name) => ({ name, values: labels.map((label) => valueAt(name, label)) }));
  return { key, title, kind, unit, labels, series };
}

type Parts = Omit<Line, 'names' | 'kind'> & { kind: 'bar' | 'doughnut' };

/** How a whole divides: SELECTs `label` and `value`, in the order to show. */
export async function partsOf(view: View, { key, title, unit, sql, kind }: Parts): Promise<Chart> {
  const rows = await select(sql, bindsOf(view, view.span), z.object({ label: z.string(), value: big }));
  const values = rows.map(({ value }) => inUnits(unit, value, view));
  return { key, title, kind, unit, labels: rows.map(({ label }) => label), series: [{ name: title, values }] };
}

const inUnits = (unit: string, value: bigint, { program }: View): number =>
  unit === program.currency ? Number(value) / 100 : Number(value);

interface Table {
  key: string;
  title: string;
  columns: string[];
  /** SELECTs `cells` (a text array) and, where a row leads somewhere, `href`. */
  sql: string;
  empty: string;
}

const tableRow = z.object({ href: z.string().nullable(), cells: z.array(z.string().nullable()) });

/** A short list of rows as text. */
export async function listOf(view: View, { sql, ...rest }: Table): Promise<List> {
  const rows = await select(sql, bindsOf(view, view.span), tableRow);
  return { ...rest, rows: rows.map(({ href, cells }) => ({ href, cells: cells.map((cell) => cell ?? '') })) };
}
