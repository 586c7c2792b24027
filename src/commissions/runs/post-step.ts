import { z } from 'zod';
import type { Step, StepResult } from '../../core/run-kind.js';
import type { Work } from '../../core/work.js';
import type { CommissionRun } from './commission-run.js';
import { approveRest } from './post/approve-rest.js';
import { closeRun } from './post/close-run.js';
import { postLines } from './post/post-lines.js';
import { postMembers } from './post/post-members.js';
import { stages } from './post/posting.js';
import type { Mark, Posted, Posting, Stage } from './post/posting.js';
import { tune } from './post/tune.js';
import { undoPairs } from './post/undo-pairs.js';
import { scopeOfRun } from './scope-of-run.js';

const mark = z.object({ stage: z.enum(stages), at: z.number() });

/** Posts batches of a run: lines, pairs undone, approvals, what members carry on; at last the run is closed. */
export async function postStep(step: Step): Promise<StepResult> {
  const { row, scope } = await scopeOfRun(step.runId, step.work.tx);
  const at = step.cursor === null ? { stage: stages[0], at: 0 } : mark.parse(step.cursor);
  const parts = marksAtOnce(row, at).map((one) => (work: Work) => stepOf({ row, scope, work }, one));
  const posted = await step.atOnce(parts);
  const total = step.cursor === null ? { total: totalOf(row) } : {};
  const next = markAfter(at, posted.at(-1)?.next ?? null);
  return { cursor: next, done: posted.reduce((sum, { done }) => sum + done, 0), isLast: next === null, ...total };
}

/**
 * Two batches are posted at the same time, but never pairs beside events: then no two are of the same members, and each
 * member's lines come in the same order every time, which yearly taxes and debts go by.
 */
function marksAtOnce({ batches, memberBatches, totals }: CommissionRun, first: Mark): Mark[] {
  const second = { stage: first.stage, at: first.at + (first.stage === 'lines' ? 2 : 1) };
  const lastPair = totals?.lines['pair']?.new?.lines ?? 0;
  const isOfPairs = ({ at }: Mark): boolean => (batches[at] ?? 0) <= lastPair;
  const mayGoAlong: Partial<Record<Stage, boolean>> = {
    lines: second.at < batches.length && isOfPairs(first) === isOfPairs(second),
    members: second.at < memberBatches.length,
  };
  return mayGoAlong[first.stage] ? [first, second] : [first];
}

async function stepOf(posting: Posting, { stage, at }: Mark): Promise<Posted> {
  await tune(stage, posting.work.tx);
  const steps: Record<Stage, () => Promise<Posted>> = {
    lines: () => postLines(posting, at),
    undo: () => undoPairs(posting, at),
    approve: () => approveRest(posting, at),
    members: () => postMembers(posting, at),
    close: async () => {
      await closeRun(posting);
      return { next: null, done: 0 };
    },
  };
  return steps[stage]();
}

function markAfter({ stage }: Mark, next: number | null): Mark | null {
  if (next !== null) return { stage, at: next };
  const following = stages[stages.indexOf(stage) + 1];
  return following ? { stage: following, at: 0 } : null;
}

/** Lines; about, because what members carry on counts as done too, and lines that are there already do not. */
const totalOf = ({ totals }: CommissionRun): number => totals?.toPost.lines ?? 0;
