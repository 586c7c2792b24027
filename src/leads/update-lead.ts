import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { command } from '../core/command.js';
import { invalidField, NotAllowed } from '../core/errors.js';
import { id, metadata } from '../core/parse.js';
import { anyOf, roles, scope } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import { entryOf } from './do-not-call.js';
import { leadEmail, leadName, leadTimeZone, writtenPhone } from './fields.js';
import { lockLead } from './find-lead.js';
import type { Lead } from './lead.js';
import { tell } from './lead-event.js';
import { normalisePhone, phoneCountryOf } from './phone.js';
import { duplicate, twinOf } from './twin.js';

/** What is known of a lead; what is left out stays as it is. */
export const updateLead = command({
  name: 'lead.update',
  input: z.strictObject({
    leadId: id,
    name: leadName.optional(),
    email: leadEmail.optional(),
    phone: writtenPhone.optional(),
    timeZone: leadTimeZone,
    metadata: metadata.optional(),
  }),
  allow: anyOf(roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate'), scope('leads:write')),

  async run({ input, ...work }) {
    const { leadId, phone: written, ...given } = input;
    const lead = await lockLead(work, leadId);
    const { tx } = work;
    lead.set(withoutGaps(given));
    if (written !== undefined) await setPhone(work, lead, written);
    if (lead.changed('timeZone')) refuseClock(work.actor);
    const fields = lead.changed();
    if (!fields) return lead;
    await refuseTwin(work, lead);
    await lead.save({ transaction: tx });
    await tell(work, lead, 'updated', { detail: { fields } });
    return lead;
  },
});

const mayMoveClock = roles('owner', 'admin', 'team_lead');

/** Calling hours and the calls of a day go by the lead's clock, so whoever calls does not set it. */
function refuseClock(actor: Actor): void {
  if (actor.kind !== 'system' && !mayMoveClock(actor)) throw new NotAllowed('Only a team lead changes the time zone.');
}

const withoutGaps = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

async function setPhone({ tx }: Work, lead: Lead, written: string | null): Promise<void> {
  const { programId } = lead;
  const country = phoneCountryOf(await programById(programId, tx));
  const phone = written === null ? null : normalisePhone(written, country);
  if (written !== null && phone === null) throw invalidField('phone', 'is not a phone number');
  const entry = phone === null ? null : await entryOf({ programId, phone }, tx);
  lead.set({ phone, doNotCall: entry !== null });
}

async function refuseTwin({ tx }: Work, lead: Lead): Promise<void> {
  const { id: leadId, programId, email, phone, duplicateOf } = lead;
  const changed = {
    programId,
    email: lead.changed('email') ? email : null,
    phone: lead.changed('phone') ? phone : null,
  };
  const twin = duplicateOf === null ? await twinOf(changed, tx) : null;
  if (twin && twin.id !== leadId) throw duplicate(twin, changed);
}
