import { z } from 'zod';
import { command } from '../../core/command.js';
import { Refusal } from '../../core/errors.js';
import { id } from '../../core/parse.js';
import { businessDay, businessMonth, dayStart } from '../../core/period.js';
import { programOf, signedIn, anyOf, scope } from '../../core/policy.js';
import type { Work } from '../../core/work.js';
import { selectOne } from '../../db/select.js';
import { visibleMember } from '../../network/scope.js';
import { programById } from '../../programs/find-program.js';
import type { Program } from '../../programs/program.js';
import { ensurePeriods } from './ensure-periods.js';
import { frontierOf, holdFrontier } from './frontier.js';
import { refuseWithoutPairs } from './request-matching.js';
import { queueRun, refuseOpen } from './request-run.js';

/** Matches one member as of now, without waiting for the night; the day's own matching counts on from there. */
export const requestMemberMatching = command({
  name: 'run.request-member',
  input: z.strictObject({ memberId: id }),
  allow: anyOf(signedIn, scope('network:write')),

  async run({ input, ...work }) {
    const { now, tx, actor } = work;
    const program = await programById(programOf(actor), tx);
    const member = await visibleMember(actor, input.memberId, tx);
    await holdFrontier(program.id, tx);
    await refuseOpen(program.id, work);
    await refuseWithoutPairs(program.id, now, work);
    const period = await ensurePeriods(work, program, businessMonth(now, program.timeZone));
    if (!period) throw new Refusal('conflict', 'Nothing has happened in this program yet.');
    const startsAt = await startOfToday(program, work);
    const endsAt = new Date(now.getTime() + 1);
    const name = `member/${String(member.id)}/${now.toISOString()}`;
    return queueRun(work, { kind: 'member', period, startsAt, endsAt, memberId: member.id, name });
  },
});

const factsBetween = `
  SELECT FROM (
    SELECT occurred_at AS at FROM sales WHERE program_id = $1 AND occurred_at >= $2 AND occurred_at < $3
      AND status IN ('confirmed', 'refunded')
    UNION ALL SELECT counted_at FROM late_facts WHERE program_id = $1 AND counted_at >= $2 AND counted_at < $3
    UNION ALL SELECT counted_at FROM leg_units WHERE program_id = $1 AND counted_at >= $2 AND counted_at < $3
    UNION ALL SELECT refunded_at FROM refunds WHERE program_id = $1 AND refunded_at >= $2 AND refunded_at < $3
  ) AS facts LIMIT 1`;

/** Days before today have to be matched first, unless nothing happened on them. */
async function startOfToday({ id: programId, timeZone }: Program, { tx, now }: Work): Promise<Date> {
  const today = dayStart(businessDay(now, timeZone), timeZone);
  const frontier = (await frontierOf(programId, tx)) ?? today;
  const waiting =
    frontier < today && (await selectOne(factsBetween, [programId, frontier, today], z.unknown(), tx)) !== undefined;
  if (waiting) {
    const facts = { from: frontier.toISOString() };
    throw new Refusal('conflict', 'Earlier days have to be matched first.', { facts });
  }
  return today;
}
