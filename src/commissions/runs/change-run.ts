import { z } from 'zod';
import { command } from '../../core/command.js';
import { NotFound } from '../../core/errors.js';
import { id } from '../../core/parse.js';
import { programOf } from '../../core/policy.js';
import { beginPosting } from '../../core/run.js';
import { CommissionRun } from './commission-run.js';
import { mayRequestRuns } from './request-run.js';

/**
 * Posts a computed run and credits its lines at once; posted without approval they wait for somebody to approve them.
 * The lines of suspended members are held all the same.
 */
export const approveRun = command({
  name: 'run.approve',
  input: z.strictObject({ runId: id }),
  allow: mayRequestRuns,

  async run({ input, ...work }) {
    const { tx, actor } = work;
    const where = { runId: input.runId, programId: programOf(actor) };
    const row = await CommissionRun.findOne({ where, lock: tx.LOCK.UPDATE, transaction: tx });
    if (!row) throw new NotFound('run');
    await row.set({ approves: true, approvedById: actor.userId }).save({ transaction: tx });
    return beginPosting(work, row.runId);
  },
});
