import type { Outcome } from './stage.js';

/** A stage as its order is about it. */
export interface Ordered {
  key: string;
  position: number;
  outcome: Outcome;
}

/** Why a lead may not go from one stage to another; undefined when it may. */
export function whyNot(stages: readonly Ordered[], from: string, to: string): string | undefined {
  const [here, there] = [from, to].map((key) => stages.find((stage) => stage.key === key));
  if (!here || !there) return 'there is no such stage';
  if (there.outcome === 'converted') return 'converting a lead records its sale; moving it does not';
  if (here.outcome === 'converted') return 'a converted lead stays a customer';
  if (there.outcome === 'lost' || here.outcome === 'lost') return undefined;
  return there.position <= nextOpen(stages, here) ? undefined : 'the stages before it come first';
}

/** The furthest position a lead may be moved to: the next open stage. */
function nextOpen(stages: readonly Ordered[], here: Ordered): number {
  const later = stages.filter(({ position, outcome }) => outcome === 'open' && position > here.position);
  return Math.min(...later.map(({ position }) => position));
}
