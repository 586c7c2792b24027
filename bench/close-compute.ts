import '../src/consequences.js';
import { Pool } from 'pg';
import { env } from '../config/env.js';
import { commissionRuns } from '../src/commissions/runs/commission-runs.js';
import { CommissionRun } from '../src/commissions/runs/commission-run.js';
import { requestPeriodRun } from '../src/commissions/runs/request-period.js';
import { system } from '../src/core/actor.js';
import { claimRun } from '../src/core/run-lease.js';
import { Run } from '../src/core/run.js';
import { takeStep } from '../src/core/run-step.js';
import { db } from '../src/db/sequelize.js';

// Computes a period run up to its review: node close-compute.js PROGRAM MONTH

export interface Computing {
  runId: number;
  /** From the claim to the COMMIT after which it can be reviewed. */
  seconds: number;
  /** What of it this process itself worked. */
  cpu_seconds: number;
  peak_mb: number;
  /** What parts of it took: reading, hashing inputs, the engine, and the rest, which writes. */
  parts: Record<string, number>;
  certificate: unknown;
  totals: unknown;
}

const [program, month = ''] = [Number(process.argv[2]), process.argv[3]];
const { runId } = await requestPeriodRun(system(program), { month });
const pool = new Pool({ connectionString: env.DATABASE_URL, max: 3 });
const [began, before] = [performance.now(), process.cpuUsage()];
const lease = await claimRun(pool, [commissionRuns.kind]);
if (lease?.runId !== runId) throw new Error('Another run was claimed.');
while ((await takeStep(commissionRuns, lease)) === 'more');
const seconds = (performance.now() - began) / 1000;
const { user, system: kernel } = process.cpuUsage(before);
await lease.release();

const row = await CommissionRun.findByPk(runId, { rejectOnEmpty: true });
const { result } = await Run.findByPk(runId, { rejectOnEmpty: true });
const answer: Computing = {
  runId,
  seconds,
  cpu_seconds: (user + kernel) / 1e6,
  peak_mb: process.resourceUsage().maxRSS / 1024,
  parts: (result?.['seconds'] ?? {}) as Record<string, number>,
  certificate: row.certificate,
  totals: row.totals,
};
await pool.end();
await db.close();
process.send?.(answer, () => process.disconnect());
