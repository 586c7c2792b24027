import { z } from 'zod';
import { int } from '../../db/row-schema.js';
import { select } from '../../db/select.js';
import { isAtOrAbove } from '../../network/upline.js';
import { statusAt } from '../status-at.js';
import type { Asked } from './member-pairs.js';
import { phrase, ref } from './phrase.js';
import type { Answer, PhraseCode } from './phrase.js';

const most_looked = 50;

// Whoever brought the sponsor a bonus, even one that was taken back, lost him none.
const unpaid = `
  SELECT brought.id, brought.activated_at FROM members AS sponsor
  JOIN members AS brought ON brought.program_id = sponsor.program_id AND brought.sponsor_id = sponsor.id
  WHERE sponsor.id = $1 AND brought.activated_at >= $2 AND brought.activated_at < $3 AND NOT EXISTS (
    SELECT FROM commissions WHERE source_member_id = brought.id AND sale_id IS NULL AND kind = 'referral')
  ORDER BY brought.activated_at, brought.id LIMIT ${most_looked}`;

const row = z.object({ id: int, activated_at: z.date() });

type Why = 'inactive' | 'no_distributor' | 'elsewhere';

/** Referral bonuses of a run's time that lapsed, each with what it would have taken. */
export async function lostBonusesAnswer({ run, memberId }: Asked, isDistributor: boolean): Promise<Answer> {
  const { startsAt, endsAt } = run.row;
  if (!run.plan.document.referral) return { phrases: [], facts: {} };
  const brought = await select(unpaid, [memberId, startsAt, endsAt], row);
  const lost: { memberId: number; why: Why }[] = [];
  for (const one of brought) {
    const why = isDistributor ? await whyLost(memberId, one) : 'no_distributor';
    if (why) lost.push({ memberId: one.id, why });
  }
  return {
    phrases: lost.map(({ memberId: id, why }) => {
      const code: PhraseCode = `member.referral_${why}`;
      return phrase(code, { member: ref('members', id) });
    }),
    facts: { bonuses_lost: lost.map(({ memberId: id, why }) => ({ member_id: id, why })) },
  };
}

async function whyLost(memberId: number, { id, activated_at: at }: z.output<typeof row>): Promise<Why | null> {
  if (!(await isAtOrAbove(memberId, id, 'placement'))) return 'elsewhere';
  const status = await statusAt(memberId, at);
  return status === 'inactive' || status === 'closed' ? 'inactive' : null;
}
