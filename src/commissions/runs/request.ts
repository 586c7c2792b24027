import { z } from 'zod';
import { command } from '../../core/command.js';
import { id } from '../../core/parse.js';
import { programOf } from '../../core/policy.js';
import { Run } from '../../core/run.js';
import type { Work } from '../../core/work.js';
import { memberOfProgram } from '../../network/find-member.js';
import { programById } from '../../programs/find-program.js';
import type { Program } from '../../programs/program.js';
import type { CommissionRun } from './commission-run.js';
import { queueMatching } from './queue-matching.js';
import { queueMember } from './queue-member.js';
import { queuePeriod } from './queue-period.js';
import { month } from './request-period.js';
import { mayRequestRuns } from './request-run.js';

/** What says more about a run of each kind. */
const parts = { period: 'month', matching: 'until', member: 'memberId' } as const;

const wanted = z
  .strictObject({
    kind: z.enum(['period', 'matching', 'member']),
    /** Of a period: the month that is closed. */
    month: month.optional(),
    /** Of a matching: the last day; left out, yesterday. */
    until: z.iso.date('is not a day such as 2026-11-30').optional(),
    /** Of one member's matching. */
    memberId: id.optional(),
  })
  .superRefine((asked, context) => {
    const own = parts[asked.kind];
    const refuse = (part: string, message: string) => context.addIssue({ code: 'custom', path: [part], message });
    if (own !== 'until' && asked[own] === undefined) refuse(own, `is needed for kind ${asked.kind}`);
    const others = Object.values(parts).filter((part) => part !== own && asked[part] !== undefined);
    for (const part of others) refuse(part, `does not go with kind ${asked.kind}`);
  });

/** Asks for a run over commissions, whichever it is; what partners and scripts use. */
export const requestAnyRun = command({
  name: 'run.request',
  input: wanted,
  allow: mayRequestRuns,

  async run({ input, ...work }) {
    const program = await programById(programOf(work.actor), work.tx);
    const { runId } = await queue(work, program, input);
    return Run.findByPk(runId, { transaction: work.tx, rejectOnEmpty: true });
  },
});

async function queue(work: Work, program: Program, asked: z.output<typeof wanted>): Promise<CommissionRun> {
  const { month: closed, until, memberId } = asked;
  if (closed !== undefined) return queuePeriod(work, program, closed);
  if (memberId === undefined) return queueMatching(work, program, until);
  return queueMember(work, program, await memberOfProgram(program.id, memberId, work.tx));
}
