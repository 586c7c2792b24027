import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField } from '../core/errors.js';
import { id, instant, optionalText } from '../core/parse.js';
import { roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import { countCall, refuseForbidden, refuseOutsideHours } from './calls.js';
import { saleOfLead } from './convert.js';
import { Disposition } from './disposition.js';
import { key, optionalNote } from './fields.js';
import { followUp } from './follow-up.js';
import { lockOpenLead } from './find-lead.js';
import type { Lead } from './lead.js';
import { tell } from './lead-event.js';

/** A call that was made, how it ended, and so what follows. */
export const recordCall = command({
  name: 'lead.record_call',
  input: z.strictObject({
    leadId: id,
    disposition: key,
    note: optionalNote,
    seconds: z.int().min(0).max(86_400).nullish(),
    /** When the lead asked to be called again. */
    callbackAt: instant.nullish(),
    /** Needed outside calling hours. */
    reason: optionalText(500),
    /** What was sold, when it was. */
    sale: z.strictObject(saleOfLead).nullish(),
  }),
  allow: roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate'),

  async run({ input, ...work }) {
    const { actor, now, tx } = work;
    const lead = await lockOpenLead(work, input.leadId, 'called');
    const disposition = await dispositionOf(lead, input.disposition, work);
    const program = await programById(lead.programId, tx);
    await refuseForbidden(lead, tx);
    refuseOutsideHours(lead, { program, now }, { reason: input.reason, actor });
    await countCall(lead, { program, now }, tx);
    lead.set({ attempts: lead.attempts + 1, lastCalledAt: now, callbackAt: null, retryAt: null });
    const { callbackAt = null, sale = null, note, seconds, reason } = input;
    await followUp(work, lead, disposition, { callbackAt, sale });
    const detail = { ...(reason ? { reason } : {}), ...(callbackAt ? { callbackAt } : {}) };
    await tell(work, lead, 'call', { dispositionId: disposition.id, note, seconds: seconds ?? null, detail });
    return lead;
  },
});

async function dispositionOf({ programId }: Lead, name: string, { tx }: Work): Promise<Disposition> {
  const found = await Disposition.findOne({ where: { programId, key: name, archivedAt: null }, transaction: tx });
  if (!found) throw invalidField('disposition', 'There is no such disposition.');
  return found;
}
