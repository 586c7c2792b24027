import { z } from 'zod';
import { Refusal } from '../../core/errors.js';
import { roles } from '../../core/policy.js';
import { Run, requestRun } from '../../core/run.js';
import type { Work } from '../../core/work.js';
import { int } from '../../db/row-schema.js';
import { selectOne } from '../../db/select.js';
import { CommissionRun } from './commission-run.js';
import type { CommissionRunKind } from './commission-run.js';
import type { Period } from './period.js';
import { refuseOpen } from './run-under-way.js';

export const runKind = 'commissions';

/** Who asks for runs and posts them with approval. */
export const mayRequestRuns = roles('owner', 'admin', 'funds_coordinator');

export interface Wanted {
  kind: CommissionRunKind;
  period: Period;
  startsAt: Date;
  endsAt: Date;
  memberId?: number;
  /** What names it within the program, such as `period/2026-11`. */
  name: string;
}

/**
 * Queues a run, unless another one is under way. The frontier is held by whoever calls.
 */
export async function queueRun(work: Work, wanted: Wanted): Promise<CommissionRun> {
  const { programId, id: periodId } = wanted.period;
  await refuseOpen(programId, work);
  const key = await freshKey(`${String(programId)}/${wanted.name}`, work);
  const { kind, startsAt, endsAt, memberId = null } = wanted;
  const input = { kind, from: startsAt.toISOString(), until: endsAt.toISOString(), memberId };
  const { runId } = await requestRun(work, { kind: runKind, key, programId, input });
  const lastMemberId = await lastMember(programId, work);
  return CommissionRun.create(
    { runId, programId, kind, periodId, memberId, startsAt, endsAt, lastMemberId },
    { transaction: work.tx },
  );
}

/** A run that was cancelled may be asked for again, under a name of its own. */
async function freshKey(name: string, { tx }: Work): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const key = attempt === 1 ? name : `${name}/${String(attempt)}`;
    const first = await Run.findOne({ where: { kind: runKind, key }, transaction: tx });
    if (!first) return key;
    if (first.status === 'cancelled') continue;
    throw new Refusal('conflict', 'This has been computed already.', {
      facts: { reason: 'computed_already', run_id: first.id },
    });
  }
}

async function lastMember(programId: number, { tx }: Work): Promise<number> {
  const sql = 'SELECT coalesce(max(id), 0) AS id FROM members WHERE program_id = $1';
  return (await selectOne(sql, [programId], z.object({ id: int }), tx))?.id ?? 0;
}
