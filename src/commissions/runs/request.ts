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

const wanted = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('period'), month }),
  z.strictObject({ kind: z.literal('matching'), until: z.iso.date().optional() }),
  z.strictObject({ kind: z.literal('member'), memberId: id }),
]);

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
  if (asked.kind === 'period') return queuePeriod(work, program, asked.month);
  if (asked.kind === 'matching') return queueMatching(work, program, asked.until);
  return queueMember(work, program, await memberOfProgram(program.id, asked.memberId, work.tx));
}
