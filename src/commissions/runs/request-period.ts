import { z } from 'zod';
import { command } from '../../core/command.js';
import { programOf } from '../../core/policy.js';
import { programById } from '../../programs/find-program.js';
import { queuePeriod } from './queue-period.js';
import { mayRequestRuns } from './request-run.js';

export const month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'is not a month such as 2026-11');

/** Asks for the run that closes a month. */
export const requestPeriodRun = command({
  name: 'run.request-period',
  input: z.strictObject({ month }),
  allow: mayRequestRuns,
  run: async ({ input, ...work }) => queuePeriod(work, await programById(programOf(work.actor), work.tx), input.month),
});
