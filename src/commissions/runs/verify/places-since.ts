import type { Client } from 'pg';
import { z } from 'zod';
import { int } from '../../../db/row-schema.js';
import type { CommissionRun } from '../commission-run.js';
import type { RunPlace } from '../load/sources.js';

const later = `
  SELECT run_id, part, fence FROM commission_runs
  WHERE program_id = $1 AND run_id > $2 AND fence IS NOT NULL ORDER BY run_id`;

const place = z
  .object({ run_id: int, part: z.number(), fence: z.number() })
  .transform(({ run_id: runId, part, fence }) => ({ runId, part, fence }));

/** Where the lines of later runs stand, as of the snapshot. */
export async function placesSince(client: Client, { programId, runId }: CommissionRun): Promise<RunPlace[]> {
  const { rows } = await client.query(later, [programId, runId]);
  return z.array(place).parse(rows);
}
