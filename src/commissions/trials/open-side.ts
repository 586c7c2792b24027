import type { Client } from 'pg';
import type { Plan } from '../../programs/plan-document.js';
import type { Carried } from '../runs/carried.js';
import { emptyOpening, loadOpening } from '../runs/load/load-opening.js';
import type { OpeningState } from '../runs/load/load-opening.js';
import { loadPairs } from '../runs/load/load-pairs.js';
import { loadPeople } from '../runs/load/load-people.js';
import type { RunPlace } from '../runs/load/sources.js';
import type { RunScope } from '../runs/run-scope.js';
import type { TrialFacts } from './load-trial.js';

/**
 * What members bring into the first month: legs, pairs and credits as they stood when it began, whichever plan brought
 * them there. A plan that counts in another unit begins with empty legs.
 */
export async function openSide(
  client: Client,
  { network, movedBack }: TrialFacts,
  { scope, before }: { scope: RunScope; before: Plan },
): Promise<Carried> {
  const { binary } = scope.plan.document;
  const people = await loadPeople(client, scope, { network, since: [] });
  if (!binary || binary.unit !== before.binary?.unit) {
    return { opening: emptyOpening(network.ids.length), pairs: [], people, year: undefined };
  }
  const found = await loadOpening(client, scope, { network, since: await runsSince(client, scope) });
  const pairs = await loadPairs(client, scope, { network, sales: movedBack, since: [] });
  return { opening: asCounted(found, scope.plan.document, before), pairs, people, year: undefined };
}

/** Counts of pairs and activations that another plan kept are read as this one keeps them. */
function asCounted(found: OpeningState, { binary }: Plan, before: Plan): OpeningState {
  const size = found.pairs.length;
  const counted = isForLife(binary) ? { windowKey: new Int32Array(size), windowPairs: found.pairs } : {};
  const isSameActivation = directsOf(binary) === directsOf(before.binary);
  return { ...found, ...counted, ...(isSameActivation ? {} : { binaryActive: new Uint8Array(size) }) };
}

const isForLife = (binary: Plan['binary']): boolean => (binary?.cap?.per ?? 'lifetime') === 'lifetime';
const directsOf = (binary: Plan['binary']): number => binary?.activation?.directs ?? 0;

const runs = `
  SELECT run_id, part, fence FROM commission_runs JOIN runs ON runs.id = run_id
  WHERE commission_runs.program_id = $1 AND starts_at >= $2 AND runs.status IN ('posting', 'posted')
    AND fence IS NOT NULL
  ORDER BY run_id`;

/** The runs that have changed legs since; the first word of each on a member is what stood before it. */
async function runsSince(client: Client, { programId, from }: RunScope): Promise<RunPlace[]> {
  const { rows } = await client.query<Record<'run_id' | 'part' | 'fence', string>>(runs, [programId, from]);
  return rows.map(({ run_id, part, fence }) => ({ runId: Number(run_id), part: Number(part), fence: Number(fence) }));
}
