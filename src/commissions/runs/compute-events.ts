import { microseconds } from '../engine/calendar.js';
import { replay } from '../engine/replay.js';
import type { Facts } from './facts.js';
import { gatherLines } from './gathered-lines.js';
import type { GatheredLines } from './gathered-lines.js';
import type { RunScope } from './run-scope.js';
import type { Segment } from './segments.js';

export interface EventLines extends GatheredLines {
  /** What levels would have paid to nobody. */
  breakage: bigint;
}

/** Computes again what sales, joins and activations pay. Taxes are taken when lines are credited, not here. */
export function computeEvents(facts: Facts, scope: RunScope, segments: readonly Segment[]): EventLines {
  const { binary: _pairs, ...document } = scope.plan.document;
  const plan = { ...document, withholding: [] };
  const from = scope.eventsFrom === null ? Infinity : microseconds(scope.eventsFrom);
  const results = segments
    .filter((segment) => segment.from >= from)
    .map((segment) => ({
      segment,
      ...replay({
        plan,
        taxRules: [],
        network: { ...facts.network, inactive: segment.inactive },
        sales: facts.sales,
        from: segment.from,
        cutoff: segment.cutoff,
        people: { distributors: segment.distributors },
        opening: segment.paidAs ? { paidAs: segment.paidAs } : {},
      }),
    }));
  return { ...gatherLines(results), breakage: results.reduce((sum, { breakage }) => sum + breakage, 0n) };
}
