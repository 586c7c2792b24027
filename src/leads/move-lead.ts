import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField } from '../core/errors.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { key, optionalNote } from './fields.js';
import { lockLead } from './find-lead.js';
import { tell } from './lead-event.js';
import { whyNot } from './stage-order.js';
import { stagesOf, stand, substageOf } from './standing.js';

/** Moves a lead one stage on, back to any stage before, within its stage, to closed, or out of it again. */
export const moveLead = command({
  name: 'lead.move',
  input: z.strictObject({
    leadId: id,
    stage: key,
    /** Left out: the stage's first. */
    substage: key.nullish(),
    note: optionalNote,
  }),
  allow: roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate'),

  async run({ input, ...work }) {
    const { tx } = work;
    const lead = await lockLead(work, input.leadId);
    const refusal = whyNot(await stagesOf(lead.programId, tx), lead.stage, input.stage);
    if (refusal) throw invalidField('stage', `From ${lead.stage} to ${input.stage}: ${refusal}.`);
    const place = await substageOf(lead.programId, input, tx);
    const from = { stage: lead.stage, substage: lead.substage };
    await stand(lead, { stage: place.stage, substage: place.key }, tx);
    if (!lead.changed()) return lead;
    await lead.save({ transaction: tx });
    await tell(work, lead, 'moved', { note: input.note, detail: { from } });
    return lead;
  },
});
