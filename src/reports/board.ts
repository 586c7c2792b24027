import { z } from 'zod';

const figure = z.union([z.string(), z.number()]);

/** One figure: money as decimal text, counts as numbers, percent in basis points; `previous` is the period before. */
const tile = z.object({
  key: z.string(),
  label: z.string(),
  value: figure,
  kind: z.enum(['money', 'count', 'percent']),
  previous: figure.nullable(),
  /** The rows behind the figure, as a path of the panel. */
  href: z.string().nullable(),
});

const chart = z.object({
  key: z.string(),
  title: z.string(),
  kind: z.enum(['line', 'bar', 'doughnut']),
  /** What the values count; money is in units of the currency. */
  unit: z.string(),
  labels: z.array(z.string()),
  series: z.array(z.object({ name: z.string(), values: z.array(z.number()) })),
});

const list = z.object({
  key: z.string(),
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.object({ href: z.string().nullable(), cells: z.array(z.string()) })),
  /** What to say when there are no rows. */
  empty: z.string(),
});

/** What somebody's home shows, in the order in which it is read. */
export const board = z.object({ tiles: z.array(tile), charts: z.array(chart), lists: z.array(list) });

export type Tile = z.output<typeof tile>;
export type Chart = z.output<typeof chart>;
export type List = z.output<typeof list>;
export type Board = z.output<typeof board>;
