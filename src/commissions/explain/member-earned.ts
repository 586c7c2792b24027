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

// What events of the run's time earned, as it stands; pairs are told by their runs.
const accrued = `
  SELECT kind, count(*) AS lines, sum(amount) AS amount, sum(reversed_amount) AS shrunk FROM commissions
  WHERE beneficiary_id = $1 AND program_id = $2 AND earned_at >= $3 AND earned_at < $4 AND status <> 'rejected'
    AND (kind <> 'pair' OR accrual_key NOT LIKE 'run/%') AND created_at >= $3
  GROUP BY kind ORDER BY kind`;

const sum = z.object({ kind, lines: int, amount: big, shrunk: big });

/** What a member earned in a run, by kind. */
export async function earnedAnswer({ run, memberId }: Asked): Promise<Answer> {
  const own = (await earnedIn(run, memberId)).map((one) => ({ ...one, kind: kind.parse(one.kind) }));
  const binds = [memberId, run.row.programId, run.eventsFrom, run.row.endsAt];
  const all = merged([...own, ...(await select(accrued, binds, sum))]);
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

type Sum = z.output<typeof sum>;

/** A kind of which some stand and some are to be posted is one. */
function merged(sums: readonly Sum[]): Sum[] {
  const byKind = new Map<string, Sum>();
  for (const one of sums) {
    const { lines = 0, amount = 0n, shrunk = 0n } = byKind.get(one.kind) ?? {};
    byKind.set(one.kind, {
      kind: one.kind,
      lines: lines + one.lines,
      amount: amount + one.amount,
      shrunk: shrunk + one.shrunk,
    });
  }
  return [...byKind.values()];
}
