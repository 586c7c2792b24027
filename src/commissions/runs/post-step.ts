import { z } from 'zod';
import type { Step, StepResult } from '../../core/run-kind.js';
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

/** Posts one batch of a run: lines, pairs undone, approvals, what members carry on; at last the run is closed. */
export async function postStep(step: Step): Promise<StepResult> {
  const { work, runId } = step;
  const { row, scope } = await scopeOfRun(runId, work.tx);
  const posting = { row, scope, work };
  const at = step.cursor === null ? { stage: stages[0], at: 0 } : mark.parse(step.cursor);
  await tune(at.stage, work.tx);
  const posted = await stepOf(posting, at);
  const total = step.cursor === null ? { total: totalOf(posting) } : {};
  const next = markAfter(at, posted);
  return { cursor: next, done: posted.done, isLast: next === null, ...total };
}

function stepOf(posting: Posting, { stage, at }: Mark): Promise<Posted> {
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

function markAfter({ stage }: Mark, { next }: Posted): Mark | null {
  if (next !== null) return { stage, at: next };
  const following = stages[stages.indexOf(stage) + 1];
  return following ? { stage: following, at: 0 } : null;
}

/** Lines and members; about, because some of them have nothing to post. */
const totalOf = ({ row }: Posting): number => row.totals?.toPost.lines ?? 0;
