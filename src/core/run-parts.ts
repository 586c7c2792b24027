import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { selectOne } from '../db/select.js';
import { LeaseLost } from './run-lease.js';
import type { Lease } from './run-lease.js';
import type { Part } from './run-kind.js';
import { transaction } from './transaction.js';
import type { Work } from './work.js';

/** Does the parts of a step at the same time, and waits for all of them; the first that failed fails the step. */
export async function doParts<R>(lease: Lease, work: Work, parts: readonly Part<R>[]): Promise<R[]> {
  const begun = parts.map((part) => (parts.length === 1 ? part(work) : beside(lease, work, part)));
  await Promise.allSettled(begun);
  return Promise.all(begun);
}

/** What it does counts only if the run is still ours at its end. */
const beside = <R>(lease: Lease, work: Work, part: Part<R>): Promise<R> =>
  transaction(async (tx) => {
    await lease.guard(await backendOf(tx), 'beside');
    const done = await part({ ...work, tx });
    await refuseLost(lease, tx);
    return done;
  });

export async function backendOf(tx: Transaction): Promise<number> {
  const row = await selectOne('SELECT pg_backend_pid() AS pid', [], z.object({ pid: z.number() }), tx);
  return row?.pid ?? 0;
}

async function refuseLost({ runId, fence }: Lease, tx: Transaction): Promise<void> {
  const held = 'SELECT fence FROM run_leases WHERE run_id = $1 AND fence = $2';
  if (!(await selectOne(held, [runId, fence], z.unknown(), tx)))
    throw new LeaseLost(`run ${String(runId)} was taken over`);
}
