import type { Board, Chart, Tile } from '../../src/reports/board.js';

export const tileOf = ({ tiles }: Board, key: string): Tile | undefined => tiles.find((tile) => tile.key === key);

export const valuesOf = ({ tiles }: Board): Record<string, string | number> =>
  Object.fromEntries(tiles.map(({ key, value }) => [key, value]));

export function chartOf({ charts }: Board, key: string): Chart {
  const found = charts.find((chart) => chart.key === key);
  if (!found) throw new Error(`There is no chart ${key}.`);
  return found;
}

/** The sum of each of a chart's lines. */
export const totalsOf = (shown: Board, key: string): Record<string, number> =>
  Object.fromEntries(
    chartOf(shown, key).series.map(({ name, values }) => [name, values.reduce((sum, value) => sum + value, 0)]),
  );
