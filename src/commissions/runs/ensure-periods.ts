import { z } from 'zod';
import { businessMonth, monthEnd, monthStart, nextMonth } from '../../core/period.js';
import type { BusinessMonth } from '../../core/period.js';
import type { Work } from '../../core/work.js';
import { selectOne } from '../../db/select.js';
import type { Program } from '../../programs/program.js';
import { Period } from './period.js';

/** Members alone earn nobody anything: months begin with the first sale, activation or line. */
const firstFact = `
  SELECT least(
    (SELECT min(occurred_at) FROM sales WHERE program_id = $1 AND status IN ('confirmed', 'refunded')),
    (SELECT min(counted_at) FROM leg_units WHERE program_id = $1),
    (SELECT min(earned_at) FROM commissions WHERE program_id = $1)) AS at`;

/** Makes the months of a program up to one of them, from the first in which anything happened; returns that one. */
export async function ensurePeriods(work: Work, program: Program, until: BusinessMonth): Promise<Period | null> {
  const { id: programId, timeZone } = program;
  let last = await Period.findOne({ where: { programId }, order: [['startsAt', 'DESC']], transaction: work.tx });
  for (let month = last ? nextMonth(last.month) : await firstMonth(work, program); month <= until;) {
    last = await Period.create(
      {
        programId,
        month,
        startsAt: monthStart(month, timeZone),
        endsAt: monthEnd(month, timeZone),
        previousId: last?.id ?? null,
      },
      { transaction: work.tx },
    );
    month = nextMonth(month);
  }
  return Period.findOne({ where: { programId, month: until }, transaction: work.tx });
}

async function firstMonth({ tx, now }: Work, { id, timeZone }: Program): Promise<BusinessMonth> {
  const row = await selectOne(firstFact, [id], z.object({ at: z.date().nullable() }), tx);
  return businessMonth(row?.at ?? now, timeZone);
}
