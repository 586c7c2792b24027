import { Run } from '../../../core/run.js';
import { Period } from '../period.js';
import { lapseRanks } from './post-ranks.js';
import type { Posting } from './posting.js';

/** The last step: ranks that lapsed, the month that closes, and word of it. */
export async function closeRun(posting: Posting): Promise<void> {
  const { row, work } = posting;
  const run = await Run.findByPk(row.runId, { transaction: work.tx, rejectOnEmpty: true });
  await lapseRanks(posting, run.startedAt ?? run.createdAt);
  if (row.kind === 'period') await closePeriod(posting);
  work.emit({ type: 'run.posted', runId: row.runId });
}

async function closePeriod({ row, work }: Posting): Promise<void> {
  const period = await Period.findByPk(row.periodId, { transaction: work.tx, rejectOnEmpty: true });
  await period.set({ status: 'closed', runId: row.runId, closedAt: work.now }).save({ transaction: work.tx });
}
