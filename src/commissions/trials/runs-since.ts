import type { Client } from 'pg';
import type { RunPlace } from '../runs/load/sources.js';
import type { RunScope } from '../runs/run-scope.js';

const runs = `
  SELECT run_id, part, fence FROM commission_runs JOIN runs ON runs.id = run_id
  WHERE commission_runs.program_id = $1 AND starts_at >= $2 AND runs.status IN ('posting', 'posted')
    AND fence IS NOT NULL
  ORDER BY run_id`;

/** The runs that have counted what happened since; the first word of each on a member is what stood before it. */
export async function runsSince(
  client: Client,
  { programId, from }: Pick<RunScope, 'programId' | 'from'>,
): Promise<RunPlace[]> {
  const { rows } = await client.query<Record<'run_id' | 'part' | 'fence', string>>(runs, [programId, from]);
  return rows.map(({ run_id, part, fence }) => ({ runId: Number(run_id), part: Number(part), fence: Number(fence) }));
}
