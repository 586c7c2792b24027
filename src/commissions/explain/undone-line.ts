import { Op } from 'sequelize';
import { z } from 'zod';
import { formatAmount } from '../../core/money.js';
import { Run } from '../../core/run.js';
import { int } from '../../db/row-schema.js';
import { select } from '../../db/select.js';
import { Commission } from '../commission.js';
import { dayOf } from './commission-line.js';
import type { ExplainedLine } from './line.js';
import { counted, phrase, ref } from './phrase.js';
import type { Answer } from './phrase.js';
import { undoneBy } from './taken-back.js';

interface Part {
  commission: Commission;
  pairs: number;
}

/** Pairs that a run undoes: from which lines they are taken back, the latest first. */
export async function undoneAnswer(line: ExplainedLine): Promise<Answer> {
  const { quantity, day, amount, currency } = line;
  const pairs = -(quantity ?? 0);
  const parts = await partsOf(line, pairs);
  const uncredited = pairs - parts.reduce((sum, part) => sum + part.pairs, 0);
  return {
    phrases: [
      phrase('back.undone', { pairs: counted(pairs, 'pairs'), day: day ?? '' }),
      ...parts.map(({ commission, pairs: gone }) =>
        phrase('back.from', {
          pairs: counted(gone, 'pairs'),
          commission: ref('commissions', commission.id),
          day: dayOf(commission) ?? '',
        }),
      ),
      ...(uncredited > 0 ? [phrase('back.uncredited', { pairs: counted(uncredited, 'pairs') })] : []),
      phrase('back.amount', { amount: formatAmount(-amount), currency }),
    ],
    facts: {
      cause: 'undone',
      undone: pairs,
      takes_back: parts.map(({ commission, pairs: gone }) => ({ commission_id: commission.id, pairs: gone })),
      undone_uncredited: uncredited,
    },
  };
}

/** Those that the posting of the run would take from now; of a posted run, the credited ones it did take from. */
async function partsOf(line: ExplainedLine, pairs: number): Promise<Part[]> {
  const runId = line.inRun?.run.row.runId ?? 0;
  const { status } = await Run.findByPk(runId, { rejectOnEmpty: true });
  return status === 'posting' || status === 'posted' ? takenFrom(runId, line) : latest(line, pairs);
}

async function takenFrom(runId: number, { beneficiaryId, day }: ExplainedLine): Promise<Part[]> {
  const undo = `run/${String(runId)}/undo/${day ?? ''}/`;
  const backs = await Commission.findAll({
    where: { beneficiaryId, reversesId: { [Op.ne]: null }, accrualKey: { [Op.startsWith]: undo } },
    order: ['id'],
  });
  const originals = await Commission.findAll({ where: { id: backs.map(({ reversesId }) => reversesId ?? 0) } });
  const parts = backs.map(async (back) => {
    const commission = originals.find(({ id }) => id === back.reversesId);
    return commission ? [{ commission, pairs: await undoneBy(back, commission) }] : [];
  });
  return (await Promise.all(parts)).flat();
}

// Each line with the pairs that later ones have left to undo.
const latestLeft = `
  SELECT id, least(pairs, $3 - later) AS gone FROM (
    SELECT id, quantity - undone AS pairs,
      sum(quantity - undone) OVER (ORDER BY earned_at DESC, id DESC) - (quantity - undone) AS later, earned_at
    FROM commissions WHERE program_id = $1 AND beneficiary_id = $2 AND kind = 'pair' AND reverses_id IS NULL
      AND quantity > undone
  ) AS line WHERE later < $3 ORDER BY earned_at DESC, id DESC`;

async function latest({ programId, beneficiaryId }: ExplainedLine, pairs: number): Promise<Part[]> {
  const rows = await select(latestLeft, [programId, beneficiaryId, pairs], z.object({ id: int, gone: int }));
  const lines = await Commission.findAll({ where: { id: rows.map(({ id }) => id) } });
  return rows.flatMap(({ id, gone }) =>
    lines.filter((commission) => commission.id === id).map((commission) => ({ commission, pairs: gone })),
  );
}
