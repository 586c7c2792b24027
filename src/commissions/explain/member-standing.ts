import { z } from 'zod';
import { formatAmount } from '../../core/money.js';
import { businessDay } from '../../core/period.js';
import { big, int } from '../../db/row-schema.js';
import { select } from '../../db/select.js';
import { memberStatuses } from '../../network/member.js';
import type { Member } from '../../network/member.js';
import { counted, phrase } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';
import type { RunRead } from './run-read.js';
import { distributorSince } from './standing-at.js';

const changes = `
  SELECT status, effective_at FROM member_statuses WHERE member_id = $1 AND effective_at < $3 AND effective_at >= coalesce((
    SELECT max(effective_at) FROM member_statuses WHERE member_id = $1 AND effective_at <= $2), $2)
  ORDER BY effective_at, id LIMIT 100`;

const change = z.object({ status: z.enum(memberStatuses), effective_at: z.date() });

/** The times of a run in which a member was not active, and whether he was a distributor in it. */
export async function standingAnswer(run: RunRead, member: Member): Promise<Answer> {
  const rows = await select(changes, [member.id, run.eventsFrom, run.row.endsAt], change);
  const spans = rows.map(({ status, effective_at: from }, index) => ({
    status,
    from: businessDay(from, run.zone),
    until: dayOrNothing(rows[index + 1]?.effective_at, run.zone),
  }));
  const away = spans.filter(({ status }) => status !== 'active');
  const distributor = await distributorAnswer(run, member);
  return {
    phrases: [
      ...away.map(({ status, from, until }): Phrase =>
        phrase(`member.${status}`, { from, until: until ?? phrase('member.open_end') }),
      ),
      ...distributor.phrases,
    ],
    facts: { statuses: spans, ...distributor.facts },
  };
}

/** Some plans pay distributors alone: whether the member was one in the run's time, whatever he is today. */
async function distributorAnswer({ plan, zone, eventsFrom, row }: RunRead, member: Member): Promise<Answer> {
  const asks = plan.document.binary !== undefined || plan.document.referral !== undefined;
  if (!member.isDistributor)
    return { phrases: asks ? [phrase('member.not_distributor')] : [], facts: { is_distributor: false } };
  const since = await distributorSince(member.id);
  if (since === null || since <= eventsFrom) return { phrases: [], facts: { is_distributor: true } };
  const isLater = since >= row.endsAt;
  const told = phrase(isLater ? 'member.distributor_later' : 'member.distributor_since', {
    day: businessDay(since, zone),
  });
  return {
    phrases: asks ? [told] : [],
    facts: { is_distributor: !isLater, distributor_since: since.toISOString() },
  };
}

const dayOrNothing = (at: Date | undefined, zone: string): string | null => (at ? businessDay(at, zone) : null);

const held = `
  SELECT held_for, count(*) AS lines, sum(amount - reversed_amount) AS amount FROM commissions
  WHERE beneficiary_id = $1 AND status = 'held' GROUP BY held_for ORDER BY held_for`;

const heldRow = z.object({
  held_for: z.enum(['fraud', 'holding_period', 'kyc', 'suspended']),
  lines: int,
  amount: big,
});

/** Lines of a member that wait for something, whenever they were earned. */
export async function heldAnswer(memberId: number, currency: string): Promise<Answer> {
  const rows = await select(held, [memberId], heldRow);
  return {
    phrases: rows.map(({ held_for: why, lines, amount }) =>
      phrase(`member.held_${why}`, { lines: counted(lines, 'lines'), amount: formatAmount(amount), currency }),
    ),
    facts: { held: rows.map((one) => ({ ...one, amount: formatAmount(one.amount) })) },
  };
}
