import { Op } from 'sequelize';
import { z } from 'zod';
import { command } from '../../../core/command.js';
import { NotFound, WrongState } from '../../../core/errors.js';
import { id } from '../../../core/parse.js';
import { programOf } from '../../../core/policy.js';
import { Run, requestRun } from '../../../core/run.js';
import { CommissionRun } from '../commission-run.js';
import { mayRequestRuns } from '../request-run.js';
import { verificationKind } from './verification.js';

/**
 * Asks that a run be computed again from the stored facts and compared with what it wrote. While that is under way,
 * whoever asks again is told of the same verification.
 */
export const requestVerify = command({
  name: 'run.request-verify',
  input: z.strictObject({ runId: id }),
  allow: mayRequestRuns,

  async run({ input: { runId }, ...work }) {
    const { tx } = work;
    const programId = programOf(work.actor);
    const row = await CommissionRun.findOne({ where: { runId, programId }, lock: tx.LOCK.UPDATE, transaction: tx });
    if (!row) throw new NotFound('run');
    const { status } = await Run.findByPk(runId, { transaction: tx, rejectOnEmpty: true });
    if (status !== 'review' && status !== 'posted') throw new WrongState('run', status, 'verified');
    const earlier = await Run.findAll({ where: verificationsOf(programId, runId), transaction: tx });
    const underWay = earlier.find((run) => run.status === 'queued' || run.status === 'computing');
    if (underWay) return underWay;
    const key = `${keyOf(programId, runId)}${String(earlier.length + 1)}`;
    const made = await requestRun(work, { kind: verificationKind, key, programId, input: { runId } });
    return Run.findByPk(made.runId, { transaction: tx, rejectOnEmpty: true });
  },
});

const keyOf = (programId: number, runId: number): string => `${String(programId)}/${String(runId)}/`;

/** The verifications of a run. */
export const verificationsOf = (programId: number, runId: number) => ({
  kind: verificationKind,
  programId,
  key: { [Op.startsWith]: keyOf(programId, runId) },
});
