import type { Client } from 'pg';
import type { Plan } from '../../programs/plan-document.js';
import type { Carried } from '../runs/carried.js';
import { emptyOpening, loadOpening } from '../runs/load/load-opening.js';
import { loadPairsBefore } from '../runs/load/load-pairs.js';
import type { RunScope } from '../runs/run-scope.js';
import { loadCreditedBefore } from './credited-before.js';
import type { CreditedBefore } from './credited-before.js';
import type { TrialFacts } from './load-trial.js';
import { runsSince } from './runs-since.js';

/** What a plan begins with, and what is taken back later of what it begins with. */
export interface Opened extends Pick<CreditedBefore, 'takenBack'> {
  carried: Carried;
}

/**
 * What members bring into the first month: legs, pairs and credits as they stood when it began, whichever plan brought
 * them there. A plan that counts in another unit begins with empty legs.
 */
export async function openSide(
  client: Client,
  { network, mayUndo }: TrialFacts,
  { scope, before }: { scope: RunScope; before: Plan },
): Promise<Opened> {
  const { binary } = scope.plan.document;
  const since = await runsSince(client, scope);
  const { takenBack, ...credited } = await loadCreditedBefore(client, scope, { network, since });
  if (!binary || binary.unit !== before.binary?.unit) {
    return { carried: { opening: emptyOpening(network.ids.length), pairs: [], ...credited }, takenBack };
  }
  const opening = await loadOpening(client, scope, { network, since });
  const pairs = await loadPairsBefore(client, scope, { network, above: mayUndo, since });
  return { carried: { opening, pairs, ...credited }, takenBack };
}
