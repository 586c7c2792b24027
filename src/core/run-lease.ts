import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { int } from '../db/row-schema.js';

/** How long a silent owner keeps its run, and how often a living one speaks. */
const lease_ms = 8000;
const heartbeat_ms = 3000;

/** Somebody else has the run now; whatever this process still does for it must not count. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** The right to work on one run. Its fence is checked with every write that counts. */
export interface Lease {
  readonly runId: number;
  readonly kind: string;
  readonly fence: number;
  /**
   * Notes the backend that works for the run, alone or beside those noted before; throws LeaseLost when the run is no
   * longer ours.
   */
  guard(backendPid: number, how: 'alone' | 'beside'): Promise<void>;
  /** Gives the run back, so that another worker may go on at once. */
  release(): Promise<void>;
}

const open = `
  SELECT runs.id, runs.kind, run_leases.backend_pids FROM runs JOIN run_leases ON run_leases.run_id = runs.id
  WHERE runs.status IN ('queued', 'computing', 'posting') AND runs.kind = ANY ($1)
    AND (lease_until IS NULL OR lease_until < clock_timestamp())
  ORDER BY runs.id LIMIT 1 FOR UPDATE OF run_leases SKIP LOCKED`;

const openRow = z.object({ id: int, kind: z.string(), backend_pids: z.array(z.number()) });

// A frozen owner may hold transactions open on its backends. They are ended, and gone (5 s), before the fence rises:
// then nothing that the old owner began can commit after the new one has read where to go on.
const take = `
  UPDATE run_leases SET fence = fence + 1, backend_pids = '{}',
    lease_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
  WHERE run_id = $1 RETURNING fence`;

/** Takes an open run of these kinds whose lease is free or over. `pool` is used for leases alone: nothing waits in it. */
export async function claimRun(pool: Pool, kinds: readonly string[]): Promise<Lease | undefined> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const found = openRow.optional().parse((await client.query(open, [kinds])).rows[0]);
    const taken = found && (await takeOver(client, found));
    await client.query('COMMIT');
    client.release();
    return taken && keepAlive(pool, taken);
  } catch (error) {
    client.release(true);
    throw error;
  }
}

type Taken = Pick<Lease, 'runId' | 'kind' | 'fence'>;

async function takeOver(client: PoolClient, run: z.output<typeof openRow>): Promise<Taken | undefined> {
  if (!(await endBackends(client, run.backend_pids))) return undefined;
  const { rows } = await client.query(take, [run.id, lease_ms]);
  return { runId: run.id, kind: run.kind, fence: z.object({ fence: int }).parse(rows[0]).fence };
}

// A number may have gone to somebody else since, above all where the database was started anew; only a backend of ours
// in the midst of a transaction can be the owner's.
const end = `
  SELECT pg_terminate_backend(pid, 5000) AS gone FROM pg_stat_activity
  WHERE pid = ANY ($1) AND usename = current_user AND datname = current_database() AND xact_start IS NOT NULL`;

/** Whether the backends are gone, within 5 s each. */
async function endBackends(client: PoolClient, pids: readonly number[]): Promise<boolean> {
  const { rows } = await client.query(end, [pids]);
  return z
    .array(z.object({ gone: z.boolean() }))
    .parse(rows)
    .every(({ gone }) => gone);
}

const mine = 'WHERE run_id = $1 AND fence = $2';
const renew = `UPDATE run_leases SET lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000) ${mine}`;
const note = `UPDATE run_leases SET backend_pids = CASE $4 WHEN 'beside' THEN backend_pids ELSE '{}' END || $3::integer ${mine}`;

function keepAlive(pool: Pool, { runId, kind, fence }: Taken): Lease {
  // A heartbeat that fails is not repeated early: the lease outlives two of them, and the fence decides in the end.
  const beat = () => void pool.query(renew, [runId, fence, lease_ms]).catch(() => undefined);
  const timer = setInterval(beat, heartbeat_ms);
  return {
    runId,
    kind,
    fence,
    async guard(backendPid, how) {
      const { rowCount } = await pool.query(note, [runId, fence, backendPid, how]);
      if (rowCount === 0) throw new LeaseLost(`run ${String(runId)} was taken over`);
    },
    async release() {
      clearInterval(timer);
      await pool.query(`UPDATE run_leases SET lease_until = NULL, backend_pids = '{}' ${mine}`, [runId, fence]);
    },
  };
}
