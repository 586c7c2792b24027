import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { change, selectOne } from '../db/select.js';
import type { Part } from './run-kind.js';
import { LeaseLost } from './run-lease.js';
import type { Lease } from './run-lease.js';
import type { Cursor, RunStatus } from './run.js';
import { transaction } from './transaction.js';
import type { Work } from './work.js';

/** A step under way, and how its run stood when it began. */
export interface Parted {
  lease: Lease;
  work: Work;
  status: RunStatus;
  cursor: Cursor;
}

/** Does the parts of a step at the same time, and waits for all of them; the first that failed fails the step. */
export async function doParts<R>(step: Parted, parts: readonly Part<R>[]): Promise<R[]> {
  const begun = parts.map((part) => (parts.length === 1 ? part(step.work) : beside(step, part)));
  await Promise.allSettled(begun);
  return Promise.all(begun);
}

/** What it does counts only if the run is still ours at its end. */
const beside = <R>(step: Parted, part: Part<R>): Promise<R> =>
  transaction(async (tx) => {
    await step.lease.guard(await backendOf(tx), 'beside');
    const done = await part({ ...step.work, tx, emit: refuseEvent });
    await notePart(step, tx);
    return done;
  });

export async function backendOf(tx: Transaction): Promise<number> {
  const row = await selectOne('SELECT pg_backend_pid() AS pid', [], z.object({ pid: z.number() }), tx);
  return row?.pid ?? 0;
}

function refuseEvent(): never {
  throw new Error(
    'A part beside others emits nothing: events are its step’s, which may fail when the part is committed.',
  );
}

// `status = $3` is what the step began with: a run that was stopped gets no part, and one that has a part is not stopped.
const hasParts = `
  UPDATE runs SET cursor = $4::jsonb
  WHERE id = $1 AND status = $3 AND EXISTS (SELECT FROM run_leases WHERE run_id = $1 AND fence = $2)`;

async function notePart({ lease: { runId, fence }, status, cursor }: Parted, tx: Transaction): Promise<void> {
  const noted = await change(hasParts, [runId, fence, status, JSON.stringify({ ...cursor, hasParts: true })], tx);
  if (noted === 0) throw new LeaseLost(`run ${String(runId)} was cancelled or taken over`);
}
