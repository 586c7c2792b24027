import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { Run, beginPosting, reopenRun, stopRun } from '../core/run.js';
import type { Work } from '../core/work.js';
import { runsSeenBy } from './run-list.js';

const input = z.strictObject({ runId: id });
const allow = roles('owner', 'admin');

/** Runs of other programs are not found. */
async function seen(work: Work, runId: number): Promise<number> {
  return (await lockOrRefuse(Run, runId, work.tx, runsSeenBy(work.actor))).id;
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
