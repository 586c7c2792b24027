import { z } from 'zod';
import { system } from '../core/actor.js';
import { command } from '../core/command.js';
import { programOf, systemOnly } from '../core/policy.js';
import { requestRun } from '../core/run.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { job } from '../jobs/job.js';

/** Queues the run that ends a program's holding periods which are over by now. */
export const requestMaturing = command({
  name: 'commission.request_maturing',
  input: z.strictObject({}),
  allow: systemOnly,

  async run(work) {
    const programId = programOf(work.actor);
    const until = work.now.toISOString();
    return requestRun(work, { kind: 'mature-holds', key: `${programId}/${until}`, programId, input: { until } });
  },
});

const programsWithDueHolds = `
  SELECT DISTINCT program_id FROM commissions
  WHERE status = 'held' AND held_for = 'holding_period' AND hold_until <= now() AND NOT EXISTS (
    SELECT FROM runs WHERE runs.program_id = commissions.program_id AND kind = 'mature-holds'
      AND status IN ('queued', 'computing', 'posting'))`;

/** Looks at our own table every 30 s; the alarm clock itself remembers nothing that could be lost. */
export const matureHoldsTick = job({
  name: 'commission.mature-holds',
  every: '30 seconds',
  data: z.object({}),
  async run() {
    const due = await select(programsWithDueHolds, [], z.object({ program_id: int }));
    for (const { program_id: programId } of due) await requestMaturing(system(programId), {});
  },
});
