import { z } from 'zod';
import { formatAmount } from '../../core/money.js';
import { int } from '../../db/row-schema.js';
import { select } from '../../db/select.js';
import { isAtOrAbove } from '../../network/upline.js';
import { sponsorAt } from '../referral-accrual.js';
import type { Asked } from './member-pairs.js';
import { phrase, ref } from './phrase.js';
import type { Answer, PhraseCode } from './phrase.js';

const most_looked = 50;

// A bonus is for the later of activation and placement. Whoever brought the sponsor one, even one that was taken back,
// lost him none.
const unpaid = `
  SELECT brought.id, greatest(brought.activated_at, placed_at) AS at FROM members AS sponsor
  JOIN members AS brought ON brought.program_id = sponsor.program_id AND brought.sponsor_id = sponsor.id
  JOIN trees ON trees.program_id = sponsor.program_id AND trees.key = 'placement'
  JOIN positions ON positions.tree_id = trees.id AND positions.member_id = brought.id
  WHERE sponsor.id = $1 AND greatest(brought.activated_at, placed_at) >= $2 AND brought.activated_at < $3 AND placed_at < $3
    AND NOT EXISTS (
      SELECT FROM commissions WHERE source_member_id = brought.id AND sale_id IS NULL AND kind = 'referral')
  ORDER BY 2, 1 LIMIT ${most_looked}`;

const row = z.object({ id: int, at: z.date() });

type Why = 'inactive' | 'no_distributor' | 'elsewhere';

/** Referral bonuses of a run's time that lapsed, each with what it would have taken. */
export async function lostBonusesAnswer({ run, memberId }: Asked): Promise<Answer> {
  const { referral } = run.plan.document;
  if (!referral) return { phrases: [], facts: {} };
  const brought = await select(unpaid, [memberId, run.eventsFrom, run.row.endsAt], row);
  const lost: { memberId: number; why: Why }[] = [];
  for (const one of brought) {
    const why = await whyLost(memberId, one);
    if (why) lost.push({ memberId: one.id, why });
  }
  const amount = formatAmount(referral.amount);
  return {
    phrases: lost.map(({ memberId: id, why }) => {
      const code: PhraseCode = `member.referral_${why}`;
      return phrase(code, { member: ref('members', id), amount, currency: run.currency });
    }),
    facts: { bonuses_lost: lost.map(({ memberId: id, why }) => ({ member_id: id, amount, why })) },
  };
}

/** By what the sponsor was at the moment of the bonus, whatever became of him since. */
async function whyLost(memberId: number, { id, at }: z.output<typeof row>): Promise<Why | null> {
  const sponsor = await sponsorAt(memberId, at);
  if (sponsor?.status === 'inactive' || sponsor?.status === 'closed') return 'inactive';
  if (!sponsor?.is_distributor) return 'no_distributor';
  return (await isAtOrAbove(memberId, id, 'placement')) ? null : 'elsewhere';
}
