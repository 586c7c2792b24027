import { z } from 'zod';
import { command } from '../../core/command.js';
import { programOf } from '../../core/policy.js';
import { programById } from '../../programs/find-program.js';
import { queueMatching } from './queue-matching.js';
import { mayRequestRuns } from './request-run.js';

/** Asks for the matching of all days that were not matched yet; up to yesterday unless told otherwise. */
export const requestMatching = command({
  name: 'run.request-matching',
  input: z.strictObject({ until: z.iso.date('is not a day such as 2026-11-30').optional() }),
  allow: mayRequestRuns,
  run: async ({ input, ...work }) =>
    queueMatching(work, await programById(programOf(work.actor), work.tx), input.until),
});
