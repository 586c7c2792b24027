import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { logger } from '../../config/logger.js';
import { Refusal } from '../core/errors.js';
import { isCutOff, isOutage } from '../core/outage.js';
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
  /** The longest wait between two tries while the database is away. */
  patience_ms?: number;
}

/** Takes one open run and steps it until it is over, somebody else has it, or the worker stops; false: none is open. */
export async function workOneRun({ pool, kinds, signal, patience_ms = 5000 }: Worker): Promise<boolean> {
  const lease = await claimRun(
    pool,
    kinds.map(({ kind }) => kind),
  );
  const kind = kinds.find((one) => one.kind === lease?.kind);
  if (!lease || !kind) return false;
  logger.info({ run: lease.runId, kind: lease.kind, fence: lease.fence }, 'a run was taken');
  try {
    let outcome: Outcome = 'more';
    while (outcome === 'more' && !signal.aborted) outcome = await stepOrFail(kind, { lease, signal, patience_ms });
  } finally {
    await lease.release();
  }
  return true;
}

const attempts = 3;
const most_cut_offs = 10;

const fell = new Refusal(
  'unavailable',
  `The database fell ${String(most_cut_offs)} times in a row in the midst of the same step, and was back each time. ` +
    'What the step asks for may be what makes it fall; its own log says more.',
  { facts: { reason: 'database_fell', times: most_cut_offs } },
);

/**
 * A step that fails is tried again; after three faults of its own the run has failed. While the database is away that
 * counts for nothing: the step waits for it, however long. But a step under which it falls again and again has failed.
 */
async function stepOrFail(kind: RunKind, { lease, signal, patience_ms }: Held): Promise<Outcome> {
  const failed: Failed = { faults: 0, outages: 0, cutOffs: 0, hasBegun: false };
  for (; !signal.aborted; await pauseAfter(failed, { signal, patience_ms })) {
    try {
      failed.hasBegun = false;
      if (failed.why !== undefined) return await failRun(lease, failed.why).then(() => 'over' as const);
      return await takeStep(kind, watched(lease, failed));
    } catch (error) {
      if (error instanceof LeaseLost) {
        logger.info({ run: lease.runId, why: error.message }, 'a step of a run counts for nothing');
        return 'over';
      }
      note(error, failed, lease);
      if (failed.faults > attempts) throw error;
    }
  }
  return 'more';
}

interface Held {
  lease: Lease;
  signal: AbortSignal;
  patience_ms: number;
}

interface Failed {
  faults: number;
  /** In a row. */
  outages: number;
  /** Those of the row that met a step which the database had begun to work on. */
  cutOffs: number;
  hasBegun: boolean;
  /** Why the run is given up; said until the database hears it. */
  why?: unknown;
}

/** Notes that the database answered at the beginning of a step. */
const watched = (lease: Lease, failed: Failed): Lease => ({
  ...lease,
  async guard(...asked) {
    await lease.guard(...asked);
    failed.hasBegun = true;
  },
});

function note(error: unknown, failed: Failed, { runId }: Lease): void {
  if (isOutage(error)) {
    failed.outages += 1;
    if (failed.hasBegun && isCutOff(error)) failed.cutOffs += 1;
    if (failed.cutOffs === most_cut_offs) failed.why = fell;
    logger.warn({ err: error, run: runId, outage: failed.outages }, 'a step of a run waits for the database');
  } else {
    Object.assign(failed, { faults: failed.faults + 1, outages: 0, cutOffs: 0 });
    if (failed.faults === attempts) failed.why = error;
    logger.error({ err: error, run: runId, attempt: failed.faults }, 'a step of a run failed');
  }
}

const pauseAfter = (failed: Failed, { signal, patience_ms }: Omit<Held, 'lease'>): Promise<void> =>
  sleep(pauseOf(failed, patience_ms), undefined, { signal }).catch(() => undefined);

function pauseOf({ faults, outages, why }: Failed, patience_ms: number): number {
  if (outages > 0) return Math.min(125 * 2 ** outages, patience_ms);
  return why === undefined ? 1000 * faults : 0;
}
