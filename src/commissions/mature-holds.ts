import { Op } from 'sequelize';
import { z } from 'zod';
import { runs } from '../core/run-kind.js';
import type { Step, StepResult } from '../core/run-kind.js';
import type { Work } from '../core/work.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { parsePlan } from '../programs/plan-document.js';
import { Plan } from '../programs/plan.js';
import { approve } from './approve.js';
import { Commission } from './commission.js';

const batch = 100;
const inputSchema = z.object({ until: z.coerce.date() });
const cursorSchema = z.object({ after: z.number() });

/** Ends the holding period of every line of a program that is due: approved where the plan says so, else pending. */
export const matureHolds = runs({
  kind: 'mature-holds',

  async step({ work, programId, cursor, input }: Step): Promise<StepResult> {
    if (programId === null) throw new Error('Holding periods end in one program at a time.');
    const { until } = inputSchema.parse(input);
    const after = cursor === null ? 0 : cursorSchema.parse(cursor).after;
    const total = cursor === null ? { total: await countDue(work, programId, until) } : {};
    const due = await findDue(work, { programId, until, after });
    for (const commission of due) await mature(work, commission);
    return { cursor: { after: due.at(-1)?.id ?? after }, done: due.length, isLast: due.length < batch, ...total };
  },
});

function findDue({ tx }: Work, { programId, until, after }: { programId: number; until: Date; after: number }) {
  return Commission.findAll({
    where: {
      programId,
      status: 'held',
      heldFor: 'holding_period',
      holdUntil: { [Op.lte]: until },
      id: { [Op.gt]: after },
    },
    order: [['id', 'ASC']],
    limit: batch,
    lock: tx.LOCK.UPDATE,
    transaction: tx,
  });
}

async function countDue({ tx }: Work, programId: number, until: Date): Promise<number> {
  const row = await selectOne(
    `SELECT count(*) AS due FROM commissions
     WHERE program_id = $1 AND status = 'held' AND held_for = 'holding_period' AND hold_until <= $2`,
    [programId, until],
    z.object({ due: int }),
    tx,
  );
  return row?.due ?? 0;
}

async function mature(work: Work, commission: Commission): Promise<void> {
  commission.become('pending').set({ holdUntil: null });
  if (await isAutomatic(work, commission)) await approve(work, commission, 'the holding period is over');
  else await commission.save({ transaction: work.tx });
}

/** As the version of the plan says that the line was earned under. */
async function isAutomatic({ tx }: Work, { planId }: Commission): Promise<boolean> {
  const plan = planId === null ? null : await Plan.findByPk(planId, { transaction: tx });
  return plan !== null && (parsePlan(plan.document).approval?.auto ?? false);
}
