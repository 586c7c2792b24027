import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { command } from '../core/command.js';
import { NotAllowed } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { Run, beginPosting, reopenRun, stopRun } from '../core/run.js';
import type { Work } from '../core/work.js';
import { runsSeenBy } from './run-list.js';

const input = z.strictObject({ runId: id });
const allow = roles('owner', 'admin', 'funds_coordinator');

/** Runs that pay, or prove what was paid, whoever may ask for them; all other runs are the office's. */
const financeKinds: ReadonlySet<string> = new Set(['commissions', 'verify']);

/** Whoever may ask for a run of its kind may post, stop and resume it. */
export const mayChangeRun = ({ role }: Actor, { kind }: Pick<Run, 'kind'>): boolean =>
  role !== 'funds_coordinator' || financeKinds.has(kind);

/** Runs of other programs are not found. */
async function seen({ tx, actor }: Work, runId: number): Promise<number> {
  const run = await lockOrRefuse(Run, runId, tx, runsSeenBy(actor));
  if (!mayChangeRun(actor, run))
    throw new NotAllowed('Only an owner or an admin decides over this run.', 'office_only');
  return run.id;
}

/** Stops a run; possible until its posting begins. */
export const cancelRun = command({
  name: 'run.cancel',
  input,
  allow,
  run: async ({ input: { runId }, ...work }) => stopRun(work, await seen(work, runId)),
});

/** Lets a failed run go on after its last finished step. */
export const resumeRun = command({
  name: 'run.resume',
  input,
  allow,
  run: async ({ input: { runId }, ...work }) => reopenRun(work, await seen(work, runId)),
});

/** Somebody has looked at what a run computed: it is posted. */
export const postRun = command({
  name: 'run.post',
  input,
  allow,
  run: async ({ input: { runId }, ...work }) => beginPosting(work, await seen(work, runId)),
});
