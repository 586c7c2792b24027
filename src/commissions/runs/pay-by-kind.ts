import type { RunTotals } from './totals.js';

/** Sums of runs are decimal text with two decimals. */
export const minorOf = (text: string): bigint => BigInt(text.replace('.', ''));

const isPay = (kind: string): boolean => kind !== 'tax' && kind !== 'instalment';

/** Gross pay of a run by kind, however its lines stand; what is taken off it again is left out. */
export function payByKind({ lines }: Pick<RunTotals, 'lines'>): Record<string, bigint> {
  const kinds = Object.entries(lines).filter(([kind]) => isPay(kind));
  return Object.fromEntries(kinds.map(([kind, states]) => [kind, sumOf(Object.values(states ?? {}))]));
}

const sumOf = (cells: readonly ({ amount: string } | undefined)[]): bigint =>
  cells.reduce((sum, cell) => sum + (cell ? minorOf(cell.amount) : 0n), 0n);
