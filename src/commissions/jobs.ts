import { z } from 'zod';
import { system } from '../core/actor.js';
import { command } from '../core/command.js';
import { programOf, systemOnly } from '../core/policy.js';
import { requestRun } from '../core/run.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { job } from '../jobs/job.js';
import { releaseDueReserve } from './release-reserve.js';

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

const keptAside = `
  SELECT members.id, members.program_id FROM accounts JOIN members ON accounts.owner = 'member:' || members.id
  WHERE accounts.address LIKE 'member:%:reserve' AND accounts.balance > 0 AND members.id > $1
  ORDER BY members.id LIMIT 500`;

/** Looks through what waits for instalments, and gives back what waited long enough. */
export const releaseReserves = job({
  name: 'commission.release-reserves',
  every: '50 2 * * *',
  data: z.object({}),
  async run() {
    for (let after = 0, isLast = false; !isLast;) {
      const kept = await select(keptAside, [after], z.object({ id: int, program_id: int }));
      for (const { id: memberId, program_id: programId } of kept)
        await releaseDueReserve(system(programId), { memberId });
      after = kept.at(-1)?.id ?? after;
      isLast = kept.length === 0;
    }
  },
});
