import '../src/consequences.js';
import { Pool } from 'pg';
import { env } from '../config/env.js';
import { approveRun } from '../src/commissions/runs/change-run.js';
import { commissionRuns } from '../src/commissions/runs/commission-runs.js';
import { CommissionRun } from '../src/commissions/runs/commission-run.js';
import { postLines } from '../src/commissions/runs/post/post-lines.js';
import { tune } from '../src/commissions/runs/post/tune.js';
import { scopeOfRun } from '../src/commissions/runs/scope-of-run.js';
import { system } from '../src/core/actor.js';
import { claimRun } from '../src/core/run-lease.js';
import { takeStep } from '../src/core/run-step.js';
import { db } from '../src/db/sequelize.js';

// Posts batches of a run: node close-post.js RUN begin|steps|statements BATCHES FIRST. The steps go on where the run is,
// two batches at once, as the worker does; the bare statements begin at a batch and do one after another.

const [runId, how = ''] = [Number(process.argv[2]), process.argv[3]];
const [count = 0, first = 0] = process.argv.slice(4).map(Number);

interface Posted {
  seconds: number;
  lines: number;
}

const linesNow = async (): Promise<number> => {
  const [[row]] = await db.query(`SELECT count(*)::int AS lines FROM commissions WHERE run_id = ${runId}`);
  return (row as { lines: number } | undefined)?.lines ?? 0;
};

async function timed(work: () => Promise<void>): Promise<Posted> {
  const before = await linesNow();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  return { seconds, lines: (await linesNow()) - before };
}

async function bySteps(): Promise<Posted> {
  const pool = new Pool({ connectionString: env.DATABASE_URL, max: 3 });
  const lease = await claimRun(pool, [commissionRuns.kind]);
  if (!lease) throw new Error('The run was not claimed.');
  const posted = await timed(async () => {
    for (let batch = 0; batch < count; batch += 2) await takeStep(commissionRuns, lease);
  });
  await lease.release();
  await pool.end();
  return posted;
}

async function byStatements(): Promise<Posted> {
  const { row, scope } = await scopeOfRun(runId);
  return timed(async () => {
    for (let batch = first; batch < first + 2 * count; batch += 2) {
      await db.transaction(async (tx) => {
        const work = { tx, now: new Date(), actor: system(row.programId), emit: () => undefined };
        await tune('lines', tx);
        await postLines({ row, scope, work }, batch);
      });
    }
  });
}

async function begin(): Promise<Posted> {
  const { programId } = await CommissionRun.findByPk(runId, { rejectOnEmpty: true });
  await approveRun(system(programId), { runId });
  return { seconds: 0, lines: 0 };
}

const ways: Record<string, () => Promise<Posted>> = { begin, steps: bySteps, statements: byStatements };
const answer = await ways[how]?.();
await db.close();
process.send?.(answer, () => process.disconnect());
