import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { logger } from '../../config/logger.js';
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
    while (outcome === 'more' && !signal.aborted) outcome = await stepOrFail(kind, lease);
  } finally {
    await lease.release();
  }
  return true;
}

const attempts = 3;

/** A step that fails is tried again, for the database may just have restarted; after that the run has failed. */
async function stepOrFail(kind: RunKind, lease: Lease): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await takeStep(kind, lease);
    } catch (error) {
      if (error instanceof LeaseLost) {
        logger.info({ run: lease.runId, why: error.message }, 'a step of a run counts for nothing');
        return 'over';
      }
      logger.error({ err: error, run: lease.runId, attempt }, 'a step of a run failed');
      if (attempt === attempts) return failRun(lease, error).then(() => 'over' as const);
      await sleep(1000 * attempt);
    }
  }
}
