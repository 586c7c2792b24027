import { z } from 'zod';
import { command } from '../../core/command.js';
import { NotFound } from '../../core/errors.js';
import { id } from '../../core/parse.js';
import { programOf, signedIn } from '../../core/policy.js';
import { Run } from '../../core/run.js';
import { memberOfProgram } from '../../network/find-member.js';
import { programById } from '../../programs/find-program.js';
import { queueMember } from './queue-member.js';
import { mayRequestRuns } from './request-run.js';

/**
 * Asks for the matching of one member as things stand now; it is posted without review. Whoever asks again while it is
 * under way is told of the same run. Members ask for themselves; others do not exist for them.
 */
export const requestMember = command({
  name: 'run.request-member',
  input: z.strictObject({ memberId: id }),
  allow: signedIn,

  async run({ input, ...work }) {
    const { actor, tx } = work;
    const program = await programById(programOf(actor), tx);
    const member = await memberOfProgram(program.id, input.memberId, tx);
    const isOwn = actor.userId !== null && member.userId === actor.userId;
    if (actor.kind !== 'system' && !mayRequestRuns(actor) && !isOwn) throw new NotFound('member');
    const { runId } = await queueMember(work, program, member);
    return Run.findByPk(runId, { transaction: tx, rejectOnEmpty: true });
  },
});
