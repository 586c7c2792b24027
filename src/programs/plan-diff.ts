/** One place in which two documents differ; null where one of them has nothing there. */
export interface Difference {
  /** `levels.rates_bp.1` */
  path: string;
  before: unknown;
  after: unknown;
}

/** Where two documents differ, place by place, in the order of the later one; what only the earlier one has comes last. */
export function planDiff(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...keys].flatMap((key) => planDiff(before[key], after[key], [...path, key]));
  }
  if (before === after) return [];
  return [{ path: path.join('.'), before: before ?? null, after: after ?? null }];
}

/** Lists are branches too: their places are keys. */
const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
