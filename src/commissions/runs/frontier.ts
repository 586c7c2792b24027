import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { select, selectOne } from '../../db/select.js';

/** Any number: it keeps these locks apart from other advisory ones. */
const lockClass = 7_264_102;

/** While facts are being written: a run that asks for their day waits until they are committed. */
export async function shareFrontier(programId: number, tx: Transaction): Promise<void> {
  await select('SELECT pg_advisory_xact_lock_shared($1, $2)', [lockClass, programId], z.unknown(), tx);
}

/** While a run fixes up to when facts are counted: whoever writes one afterwards sees it. */
export async function holdFrontier(programId: number, tx: Transaction): Promise<void> {
  await select('SELECT pg_advisory_xact_lock($1, $2)', [lockClass, programId], z.unknown(), tx);
}

const frontier = `
  SELECT greatest(
    (SELECT min(starts_at) FROM periods WHERE program_id = $1),
    (SELECT max(ends_at) FROM commission_runs JOIN runs ON runs.id = run_id
     WHERE commission_runs.program_id = $1 AND commission_runs.kind <> 'member' AND runs.status <> 'cancelled')
  ) AS at`;

/** Up to which moment facts are counted, or are about to be; null while nothing ever was. */
export async function frontierOf(programId: number, tx?: Transaction): Promise<Date | null> {
  const row = await selectOne(frontier, [programId], z.object({ at: z.date().nullable() }), tx);
  return row?.at ?? null;
}
