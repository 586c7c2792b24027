import { formatAmount } from '../../core/money.js';
import { Commission } from '../commission.js';
import { dayOf } from './commission-line.js';
import type { ExplainedLine } from './line.js';
import { counted, phrase, ref } from './phrase.js';
import type { Answer } from './phrase.js';

interface Part {
  commission: Commission;
  pairs: number;
}

/** Pairs that a run undoes: from which lines they are taken back, the latest first. */
export async function undoneAnswer(line: ExplainedLine): Promise<Answer> {
  const { quantity, day, amount, currency } = line;
  const pairs = -(quantity ?? 0);
  const parts = await partsOf(line, pairs);
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
      phrase('back.amount', { amount: formatAmount(-amount), currency }),
    ],
    facts: {
      cause: 'undone',
      undone: pairs,
      takes_back: parts.map(({ commission, pairs: gone }) => ({ commission_id: commission.id, pairs: gone })),
    },
  };
}

/** Those that the posting of the run would take from now; of a posted run, the ones it did take from. */
async function partsOf({ inRun, programId, beneficiaryId, day }: ExplainedLine, pairs: number): Promise<Part[]> {
  const runId = inRun?.run.row.runId ?? 0;
  const lines = await Commission.findAll({
    where: { programId, beneficiaryId, kind: 'pair' },
    order: [
      ['earnedAt', 'DESC'],
      ['id', 'DESC'],
    ],
  });
  const back = lines.filter(({ accrualKey }) => accrualKey.startsWith(`run/${String(runId)}/undo/${day ?? ''}/`));
  const taken = new Set(back.map(({ reversesId }) => reversesId));
  if (taken.size > 0)
    return lines.filter(({ id }) => taken.has(id)).map((commission) => ({ commission, pairs: commission.undone }));
  return latest(
    lines.filter(({ reversesId }) => reversesId === null),
    pairs,
  );
}

function latest(lines: readonly Commission[], pairs: number): Part[] {
  const parts: Part[] = [];
  let left = pairs;
  for (const commission of lines) {
    const gone = Math.min(left, (commission.quantity ?? 0) - commission.undone);
    if (gone > 0) parts.push({ commission, pairs: gone });
    left -= gone;
    if (left === 0) break;
  }
  return parts;
}
