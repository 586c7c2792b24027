import { Refusal } from '../../core/errors.js';
import { businessDay, businessMonth, dayEnd, dayStart } from '../../core/period.js';
import type { Work } from '../../core/work.js';
import type { Member } from '../../network/member.js';
import type { Program } from '../../programs/program.js';
import { CommissionRun } from './commission-run.js';
import { ensurePeriods } from './ensure-periods.js';
import { frontierOf, holdFrontier } from './frontier.js';
import { refuseWithoutPairs } from './queue-matching.js';
import { refuseClosed, refuseSkipping } from './queue-period.js';
import { queueRun } from './request-run.js';
import { refuseOpen } from './run-under-way.js';

/** A day's and a month's end belong to the runs that match whole days. */
const before_end_ms = 1000;

/**
 * Queues the matching of one member, of today up to this moment. Earlier days have to be matched first, because what
 * is counted ahead of the night is counted again, once, by the run that begins with today.
 */
export async function queueMember(work: Work, program: Program, member: Member): Promise<CommissionRun> {
  await holdFrontier(program.id, work.tx);
  const open = await CommissionRun.findOne({
    where: { programId: program.id, memberId: member.id, isOpen: true },
    transaction: work.tx,
  });
  if (open) return open;
  await refuseOpen(program.id, work);
  const today = businessDay(work.now, program.timeZone);
  const startsAt = dayStart(today, program.timeZone);
  await refuseWithoutPairs(program.id, startsAt, work);
  const period = await ensurePeriods(work, program, businessMonth(work.now, program.timeZone));
  if (!period) throw refused('nothing_yet', 'Nothing has happened in this program yet.');
  refuseClosed(period);
  await refuseSkipping(period, work.tx);
  await refuseUnmatched(program, startsAt, work);
  const latest = dayEnd(today, program.timeZone).getTime() - before_end_ms;
  const endsAt = new Date(Math.min(work.now.getTime(), latest));
  if (member.joinedAt >= endsAt) throw refused('just_joined', 'The member is joining just now.');
  const name = `member/${String(member.id)}/${endsAt.toISOString()}`;
  return queueRun(work, { kind: 'member', period, startsAt, endsAt, memberId: member.id, name });
}

async function refuseUnmatched({ id, timeZone }: Program, startsAt: Date, { tx }: Work): Promise<void> {
  const frontier = await frontierOf(id, tx);
  if (frontier === null || frontier >= startsAt) return;
  const until = businessDay(new Date(startsAt.getTime() - 1), timeZone);
  throw refused('days_first', `The days until ${until} have to be matched first.`, { until });
}

const refused = (reason: string, message: string, facts: Record<string, unknown> = {}): Refusal =>
  new Refusal('conflict', message, { facts: { reason, ...facts } });
