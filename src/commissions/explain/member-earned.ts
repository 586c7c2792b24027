import { formatAmount } from '../../core/money.js';
import { z } from 'zod';
import { big, int } from '../../db/row-schema.js';
import { select } from '../../db/select.js';
import { commissionKinds } from '../commission.js';
import type { Asked } from './member-pairs.js';
import { counted, phrase } from './phrase.js';
import type { Answer } from './phrase.js';
import { earnedIn } from './run-rows.js';

const kind = z.enum(commissionKinds);

// What was earned in the run's time by events; a matching has no event lines of its own. Pairs are told by their runs.
const accrued = `
  SELECT kind, count(*) AS lines, sum(amount) AS amount, sum(reversed_amount) AS shrunk FROM commissions
  WHERE beneficiary_id = $1 AND program_id = $2 AND earned_at >= $3 AND earned_at < $4 AND status <> 'rejected'
    AND (kind <> 'pair' OR accrual_key NOT LIKE 'run/%') AND created_at >= $3
  GROUP BY kind ORDER BY kind`;

const sum = z.object({ kind, lines: int, amount: big, shrunk: big });

/** What a member earned in a run, by kind. */
export async function earnedAnswer({ run, memberId }: Asked): Promise<Answer> {
  const { row } = run;
  const own = (await earnedIn(run, memberId)).map((one) => ({ ...one, kind: kind.parse(one.kind) }));
  const events =
    row.kind === 'period' ? [] : await select(accrued, [memberId, row.programId, row.startsAt, row.endsAt], sum);
  const all = [...own, ...events];
  const { currency } = run;
  const told = all.flatMap(({ kind: name, lines, amount, shrunk }) => [
    phrase('member.earned', {
      kind: phrase(`kind.${name}`),
      lines: counted(lines, 'lines'),
      amount: formatAmount(amount),
      currency,
    }),
    ...(shrunk > 0n ? [phrase('member.earned_shrunk', { amount: formatAmount(shrunk), currency })] : []),
  ]);
  return {
    phrases: told.length > 0 ? told : [phrase('member.earned_nothing')],
    facts: {
      earned: all.map(({ kind: name, lines, amount, shrunk }) => ({
        kind: name,
        lines,
        amount: formatAmount(amount),
        taken_back_before_approval: formatAmount(shrunk),
      })),
    },
  };
}
