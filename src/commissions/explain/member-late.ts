import type { z } from 'zod';
import { formatAmount } from '../../core/money.js';
import { big, int } from '../../db/row-schema.js';
import { select } from '../../db/select.js';
import { inLeg } from './amounts.js';
import { lateFacts, latePhrase, lateRow } from './late.js';
import { lateInLeg } from './leg-members.js';
import type { Asked } from './member-pairs.js';
import { counted, phrase } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';
import { placeOf } from './standing-at.js';

/** So many sales are told one by one. */
const shown = 3;

const earned = (time: string): string => `
  SELECT late_facts.fact_id AS sale_id, happened_at, counted_at, periods.month, sum(amount) AS amount
  FROM commissions JOIN late_facts ON late_facts.program_id = $2 AND fact = 'sale' AND fact_id = commissions.sale_id
  LEFT JOIN periods ON periods.id = period_id
  WHERE beneficiary_id = $1 AND commissions.program_id = $2 AND commissions.status <> 'rejected'
    AND reverses_id IS NULL AND ${time}
  GROUP BY 1, 2, 3, 4 ORDER BY 1`;

const here = earned('counted_at >= $3 AND counted_at < $4 AND earned_at >= $3');
const elsewhere = earned('happened_at >= $3 AND happened_at < $4 AND counted_at >= $4 AND earned_at >= $4');

const row = lateRow.extend({ sale_id: int, amount: big });
type LateSale = z.output<typeof row>;

/** Sales that count in a run's time though they are dated before it, and those dated in it that count later. */
export async function lateAnswer(asked: Asked): Promise<Answer> {
  const { run, memberId } = asked;
  const { programId, endsAt } = run.row;
  const binds = [memberId, programId, run.eventsFrom, endsAt];
  const [came, left] = [await select(here, binds, row), await select(elsewhere, binds, row)];
  const told = (rows: readonly LateSale[]): Phrase[] =>
    rows.slice(0, shown).map(({ sale_id: id, ...late }) => latePhrase(id, late, run.zone));
  return {
    phrases: [
      ...summed('member.late_here', came, run.currency),
      ...told(came),
      ...summed('member.late_elsewhere', left, run.currency),
      ...told(left),
      ...(await legPhrases(asked)),
    ],
    facts: {
      late: came.map((one) => factsOf(one, run.zone)),
      counted_later: left.map((one) => factsOf(one, run.zone)),
    },
  };
}

function summed(code: 'member.late_here' | 'member.late_elsewhere', rows: readonly LateSale[], currency: string) {
  if (rows.length === 0) return [];
  const amount = formatAmount(rows.reduce((sum, one) => sum + one.amount, 0n));
  return [phrase(code, { sales: counted(rows.length, 'sales'), amount, currency })];
}

const factsOf = ({ sale_id: saleId, amount, ...late }: LateSale, zone: string) => ({
  sale_id: saleId,
  amount: formatAmount(amount),
  ...lateFacts(late, zone),
});

/** Volume of late sales in the legs: the pairs of this run may have come of it. */
async function legPhrases({ run, memberId }: Asked): Promise<Phrase[]> {
  const { row: stands, plan } = run;
  const { binary } = plan.document;
  if (binary?.unit !== 'volume' || !(await placeOf(memberId, stands.programId))) return [];
  const span = { since: stands.startsAt, until: stands.endsAt };
  const leg = { programId: stands.programId, memberId };
  const [left, right] = [await lateInLeg({ ...leg, slot: 0 }, span), await lateInLeg({ ...leg, slot: 1 }, span)];
  if (left === null || right === null || left + right === 0n) return [];
  const values = { left: inLeg(binary, left), right: inLeg(binary, right) };
  return [phrase('member.late_legs', values)];
}
