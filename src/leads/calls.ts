import type { Transaction } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { Refusal, invalidField } from '../core/errors.js';
import { businessDay } from '../core/period.js';
import { selectOne } from '../db/select.js';
import type { Program } from '../programs/program.js';
import { isCallingTime } from './calling-hours.js';
import type { CallingHours } from './calling-hours.js';
import { entryOf } from './do-not-call.js';
import type { Lead } from './lead.js';

/** Why a number is used outside calling hours; only those who answer for it may say so. */
export interface Exception {
  reason: string | null;
  actor: Actor;
}

const mayOverride = ({ kind, role }: Actor): boolean =>
  kind === 'person' && (role === 'team_lead' || role === 'owner' || role === 'admin');

/** Refuses a number that is on the do-not-call list, whoever asks and why. */
export async function refuseForbidden({ programId, phone }: Lead, tx: Transaction): Promise<void> {
  if (phone === null || !(await entryOf({ programId, phone }, tx))) return;
  throw new Refusal('conflict', 'This number is on the do-not-call list; only recorded consent lifts it.');
}

/** Refuses to hand out or use a number at a time when people are not called, unless a team lead says why. */
export function refuseOutsideHours(
  lead: Lead,
  at: { program: Program; now: Date },
  { reason, actor }: Exception,
): void {
  const hours = hoursOf(lead, at.program);
  if (lead.phone === null || isCallingTime(at.now, hours)) return;
  if (reason !== null && mayOverride(actor)) return;
  throw new Refusal(
    'conflict',
    `It is outside calling hours (${hours.from} to ${hours.until}) where this lead lives; a team lead may give a reason.`,
    { faults: [{ path: ['reason'], code: 'outside_hours', message: 'is needed outside calling hours' }] },
  );
}

const hoursOf = (lead: Lead, { settings, timeZone }: Program): CallingHours => ({
  from: settings.calling_from,
  until: settings.calling_until,
  timeZone: lead.timeZone ?? timeZone,
});

/** Whether the lead may be called at that moment, so that its number may leave in a file. */
export const mayBeCalled = (lead: Lead, { program, now }: { program: Program; now: Date }): boolean =>
  !lead.doNotCall && isCallingTime(now, hoursOf(lead, program));

const count = `
  INSERT INTO call_attempts (program_id, phone, day, attempts) VALUES ($1, $2, $3, 1)
  ON CONFLICT (program_id, phone, day) DO UPDATE SET attempts = call_attempts.attempts + 1
    WHERE call_attempts.attempts < $4
  RETURNING attempts`;

/** Counts one call to the lead's number; refused when it had its calls for the day, by whoever made them. */
export async function countCall(lead: Lead, at: { program: Program; now: Date }, tx: Transaction): Promise<void> {
  if (lead.phone === null) throw invalidField('leadId', 'This lead has no phone number.');
  const { settings, timeZone } = at.program;
  const day = businessDay(at.now, lead.timeZone ?? timeZone);
  const binds = [lead.programId, lead.phone, day, settings.calls_per_day];
  if (await selectOne(count, binds, z.object({ attempts: z.number() }), tx)) return;
  throw new Refusal(
    'conflict',
    `This number was called ${String(settings.calls_per_day)} times today; that is enough.`,
  );
}
