import '../src/consequences.js';
import { Pool } from 'pg';
import { env } from '../config/env.js';
import { approveRun } from '../src/commissions/runs/change-run.js';
import { commissionRuns } from '../src/commissions/runs/commission-runs.js';
import { CommissionRun } from '../src/commissions/runs/commission-run.js';
import { requestPeriodRun } from '../src/commissions/runs/request-period.js';
import { system } from '../src/core/actor.js';
import { claimRun } from '../src/core/run-lease.js';
import { takeStep } from '../src/core/run-step.js';
import { db } from '../src/db/sequelize.js';

// Closes a month from the request to the last posting, with approval: node close-whole.js PROGRAM MONTH

/** A whole close; no event line had been accrued before, so every line is posted. */
export interface WholeClose {
  seconds: number;
  review_seconds: number;
  lines: number;
}

const [program, month = ''] = [Number(process.argv[2]), process.argv[3]];
const pool = new Pool({ connectionString: env.DATABASE_URL, max: 3 });

async function work(): Promise<void> {
  const lease = await claimRun(pool, [commissionRuns.kind]);
  if (!lease) throw new Error('The run was not claimed.');
  while ((await takeStep(commissionRuns, lease)) === 'more');
  await lease.release();
}

const began = performance.now();
const { runId } = await requestPeriodRun(system(program), { month });
await work();
const reviewed = performance.now();
await approveRun(system(program), { runId });
await work();
const ended = performance.now();
const { totals } = await CommissionRun.findByPk(runId, { rejectOnEmpty: true });
await pool.end();
await db.close();
const answer: WholeClose = {
  seconds: (ended - began) / 1000,
  review_seconds: (reviewed - began) / 1000,
  lines: totals?.toPost.lines ?? 0,
};
process.send?.(answer, () => process.disconnect());
