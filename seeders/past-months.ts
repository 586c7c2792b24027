import { Pool } from 'pg';
import { env } from '../config/env.js';
import { approveRun } from '../src/commissions/runs/change-run.js';
import { commissionRuns } from '../src/commissions/runs/commission-runs.js';
import { requestDueRuns } from '../src/commissions/runs/request-due.js';
import { system } from '../src/core/actor.js';
import { businessMonth, monthStart } from '../src/core/period.js';
import { workOneRun } from '../src/jobs/work-runs.js';
import type { Program } from '../src/programs/program.js';

/**
 * Closes the months of the programs that are over, as the worker would have done in time. The last one is computed and
 * waits for whoever tries the panel.
 */
export async function closePastMonths(programs: readonly Program[]): Promise<void> {
  const pool = new Pool({ connectionString: env.DATABASE_URL, max: 3 });
  const compute = () => workOneRun({ pool, kinds: [commissionRuns], signal: new AbortController().signal });
  for (const { id, timeZone } of programs) {
    const actor = system(id);
    const thisMonth = monthStart(businessMonth(new Date(), timeZone), timeZone);
    for (let run = await requestDueRuns(actor, {}); run; run = await requestDueRuns(actor, {})) {
      await compute();
      if (run.endsAt >= thisMonth) break;
      await approveRun(actor, { runId: run.runId });
      await compute();
    }
  }
  await pool.end();
}
