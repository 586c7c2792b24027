import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { programOf, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { programById } from '../programs/find-program.js';
import type { Program } from '../programs/program.js';
import { Disposition } from './disposition.js';
import { Lead } from './lead.js';
import { LeadEvent } from './lead-event.js';

/** Why a lead's turn has come. */
export type Turn = 'callback' | 'new' | 'retry';

// Whom the caller may ring now: own, open, with a number that is not forbidden, within the calling hours of where the
// lead lives, and not called as often as allowed today. `localtime` is that place's clock.
const callable = `
  SELECT leads.id, leads.callback_at, leads.retry_at, leads.attempts, leads.created_at,
    CASE WHEN callback_at IS NOT NULL THEN 'callback' WHEN leads.attempts = 0 THEN 'new' ELSE 'retry' END AS turn
  FROM leads CROSS JOIN LATERAL (SELECT now() AT TIME ZONE coalesce(leads.time_zone, $5) AS local) AS clock
  LEFT JOIN call_attempts ON call_attempts.program_id = leads.program_id AND call_attempts.phone = leads.phone
    AND call_attempts.day = clock.local::date
  WHERE leads.program_id = $1 AND leads.assigned_to = $2 AND leads.status = 'open' AND leads.deleted_at IS NULL
    AND leads.phone IS NOT NULL AND NOT leads.do_not_call
    AND NOT EXISTS (SELECT FROM do_not_call WHERE do_not_call.program_id = leads.program_id
      AND do_not_call.phone = leads.phone AND lifted_at IS NULL)
    AND coalesce(call_attempts.attempts, 0) < $6
    AND CASE WHEN $3 <= $4 THEN to_char(clock.local, 'HH24:MI') >= $3 AND to_char(clock.local, 'HH24:MI') < $4
      ELSE to_char(clock.local, 'HH24:MI') >= $3 OR to_char(clock.local, 'HH24:MI') < $4 END
    AND coalesce(callback_at, '-infinity') <= now() AND coalesce(retry_at, '-infinity') <= now()`;

const counts = `
  WITH callable AS (${callable})
  SELECT count(*) FILTER (WHERE turn = 'callback') AS callback, count(*) FILTER (WHERE turn = 'new') AS new,
    count(*) FILTER (WHERE turn = 'retry') AS retry,
    (SELECT id FROM callable ORDER BY array_position(ARRAY['callback', 'new', 'retry'], turn),
      coalesce(callback_at, retry_at, created_at), id LIMIT 1) AS id
  FROM callable`;

const waiting = z.object({ callback: int, new: int, retry: int, id: int.nullable() });

/** The lead to call now: callbacks due first, then new ones, then retries; null when none may be called. */
export const nextLead = query({
  name: 'lead.next',
  input: z.strictObject({}),
  allow: signedIn,

  async run({ actor }) {
    const program = await programById(programOf(actor));
    const { id, ...waits } = (await look(actor, program)) ?? { id: null, callback: 0, new: 0, retry: 0 };
    const lead = id === null ? null : await Lead.findByPk(id);
    const [history, dispositions] = await Promise.all([
      id === null ? [] : LeadEvent.findAll({ where: { leadId: id }, order: [['id', 'DESC']], limit: 50 }),
      Disposition.findAll({ where: { programId: program.id, archivedAt: null }, order: ['position'] }),
    ]);
    return { lead, turn: lead && turnOf(lead), waiting: waits, history, dispositions };
  },
});

const look = ({ userId }: Actor, { id, timeZone, settings }: Program) =>
  selectOne(
    counts,
    [id, userId, settings.calling_from, settings.calling_until, timeZone, settings.calls_per_day],
    waiting,
  );

function turnOf({ callbackAt, attempts }: Lead): Turn {
  if (callbackAt) return 'callback';
  return attempts === 0 ? 'new' : 'retry';
}
