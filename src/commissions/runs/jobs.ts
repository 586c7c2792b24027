import { z } from 'zod';
import { logger } from '../../../config/logger.js';
import { system } from '../../core/actor.js';
import { Refusal } from '../../core/errors.js';
import { job } from '../../jobs/job.js';
import { Program } from '../../programs/program.js';
import { requestDueRuns } from './request-due.js';

/** Every 30 s: the alarm clock only wakes, what is due stands in our own tables. */
export const dueRunsTick = job({
  name: 'commission.due-runs',
  every: '30 seconds',
  data: z.object({}),
  async run() {
    for (const { id } of await Program.findAll({ order: ['id'] })) await requestDueRuns(system(id), {}).catch(sayNo);
  },
});

/** Another worker may have been quicker. */
function sayNo(fault: unknown): void {
  if (!(fault instanceof Refusal)) throw fault;
  logger.info({ code: fault.code, why: fault.message }, 'no run was due');
}
