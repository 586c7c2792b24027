import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { invalidField } from '../core/errors.js';
import type { Work } from '../core/work.js';
import { int } from '../db/row-schema.js';
import { change, select } from '../db/select.js';
import { teamIdOf } from '../users/team-scope.js';
import { User } from '../users/user.js';
import type { Lead } from './lead.js';
import { tell } from './lead-event.js';
import { nextAssignee } from './next-assignee.js';
import type { Taker } from './next-assignee.js';

/** Who can work on leads and so be their seller. */
const workers = ['telemarketer', 'team_lead', 'affiliate', 'buyer'];

/** Gives the lead to a person and so to the person's team; the one it had is told nothing, the new one is. */
export async function assign(
  work: Work,
  lead: Lead,
  { userId, reason = null }: { userId: number; reason?: string | null },
): Promise<Lead> {
  const { tx, now, emit } = work;
  await refuseUnfit(userId, tx);
  if (lead.assignedTo === userId) return lead;
  lead.set({ assignedTo: userId, assignedAt: now, teamId: (await teamIdOf(userId, now, tx)) ?? lead.teamId });
  await lead.save({ transaction: tx });
  await tell(work, lead, 'assigned', { assigneeId: userId, note: reason });
  emit({ type: 'lead.assigned', leadId: lead.id, assigneeId: userId });
  return lead;
}

async function refuseUnfit(userId: number, tx: Transaction): Promise<void> {
  const user = await User.findByPk(userId, { transaction: tx });
  if (user?.status !== 'active') throw invalidField('assigneeId', 'There is no such person, or the account is closed.');
  if (!workers.includes(user.role)) throw invalidField('assigneeId', 'This person does not work on leads.');
}

// The rules are locked, so that two leads that come at once go to two people.
const takers = `
  SELECT user_id, weight, capacity, given, (
    SELECT count(*) FROM leads WHERE leads.assigned_to = assignment_rules.user_id
      AND leads.program_id = assignment_rules.program_id AND leads.status = 'open' AND leads.deleted_at IS NULL) AS open
  FROM assignment_rules JOIN users ON users.id = user_id AND users.status = 'active' AND users.role = ANY ($3)
  WHERE program_id = $1 AND archived_at IS NULL AND (team_id IS NULL OR team_id = $2)
  ORDER BY assignment_rules.id FOR UPDATE OF assignment_rules`;

const takerRow = z
  .object({ user_id: int, weight: z.number(), capacity: z.number().nullable(), given: int, open: int })
  .transform(({ user_id, ...rest }): Taker => ({ userId: user_id, ...rest }));

/** Gives the lead to whoever's turn it is by the program's rules; when all are full, those in charge get a notice. */
export async function assignByRule(work: Work, lead: Lead): Promise<Lead> {
  const { tx } = work;
  const all = await select(takers, [lead.programId, lead.teamId, workers], takerRow, tx);
  const taker = nextAssignee(all);
  if (taker) {
    const gave =
      'UPDATE assignment_rules SET given = given + 1 WHERE program_id = $1 AND user_id = $2 AND archived_at IS NULL';
    await change(gave, [lead.programId, taker.userId], tx);
    return assign(work, lead, { userId: taker.userId });
  }
  if (all.length > 0) await noticeUntaken(lead, tx);
  return lead;
}

const notice = `
  INSERT INTO notifications (user_id, program_id, kind, title, body, path, source)
  SELECT id, $1, 'lead.untaken', 'A lead that nobody can take', $3, $4, $5 FROM users
  WHERE status = 'active'
    AND (role IN ('owner', 'admin') OR id IN (SELECT team_lead_id FROM teams WHERE teams.id = $2 AND archived_at IS NULL))
  ON CONFLICT (user_id, source) DO NOTHING`;

/** Once per lead and person. */
const noticeUntaken = ({ id, programId, teamId, name }: Lead, tx: Transaction): Promise<number> =>
  change(
    notice,
    [
      programId,
      teamId,
      `${name} waits for somebody: everyone who takes leads has as many as they may.`,
      `/admin/resources/leads/records/${String(id)}/show`,
      `lead/${String(id)}/untaken`,
    ],
    tx,
  );
