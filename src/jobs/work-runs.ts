import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { logger } from '../../config/logger.js';
import { isOutage } from '../core/outage.js';
import type { RunKind } from '../core/run-kind.js';
import { LeaseLost, claimRun } from '../core/run-lease.js';
import type { Lease } from '../core/run-lease.js';
import { failRun, takeStep } from '../core/run-step.js';
import type { Outcome } from '../core/run-step.js';

interface Worker {
  /** For leases alone. */
  pool: Pool;
  kinds: readonly RunKind[];
  signal: AbortSignal;
}

/** Takes one open run and steps it until it is over, somebody else has it, or the worker stops; false: none is open. */
export async function workOneRun({ pool, kinds, signal }: Worker): Promise<boolean> {
  const lease = await claimRun(
    pool,
    kinds.map(({ kind }) => kind),
  );
  const kind = kinds.find((one) => one.kind === lease?.kind);
  if (!lease || !kind) return false;
  logger.info({ run: lease.runId, kind: lease.kind, fence: lease.fence }, 'a run was taken');
  try {
    let outcome: Outcome = 'more';
    while (outcome === 'more' && !signal.aborted) outcome = await stepOrFail(kind, { lease, signal });
  } finally {
    await lease.release();
  }
  return true;
}

const attempts = 3;
const longest_pause_ms = 5000;

/**
 * A step that fails is tried again; after three faults of its own the run has failed. While the database is away that
 * counts for nothing: the step waits for it, however long.
 */
async function stepOrFail(kind: RunKind, { lease, signal }: Held): Promise<Outcome> {
  for (const failed = { faults: 0, outages: 0 }; !signal.aborted; await pauseAfter(failed, signal)) {
    try {
      return await takeStep(kind, lease);
    } catch (error) {
      if (error instanceof LeaseLost) {
        logger.info({ run: lease.runId, why: error.message }, 'a step of a run counts for nothing');
        return 'over';
      }
      note(error, failed, lease);
      if (failed.faults === attempts) return failRun(lease, error).then(() => 'over' as const);
    }
  }
  return 'more';
}

interface Held {
  lease: Lease;
  signal: AbortSignal;
}

interface Failed {
  faults: number;
  /** In a row. */
  outages: number;
}

function note(error: unknown, failed: Failed, { runId }: Lease): void {
  if (isOutage(error)) {
    failed.outages += 1;
    logger.warn({ err: error, run: runId, outage: failed.outages }, 'a step of a run waits for the database');
  } else {
    Object.assign(failed, { faults: failed.faults + 1, outages: 0 });
    logger.error({ err: error, run: runId, attempt: failed.faults }, 'a step of a run failed');
  }
}

const pauseAfter = ({ faults, outages }: Failed, signal: AbortSignal): Promise<void> =>
  sleep(outages > 0 ? Math.min(125 * 2 ** outages, longest_pause_ms) : 1000 * faults, undefined, { signal }).catch(
    () => undefined,
  );
