import { z } from 'zod';
import { command } from '../core/command.js';
import { id } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { note } from './fields.js';
import { lockLead } from './find-lead.js';
import { tell } from './lead-event.js';

/** Something worth remembering about a lead. */
export const addNote = command({
  name: 'lead.note',
  input: z.strictObject({ leadId: id, note }),
  allow: roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate'),

  async run({ input, ...work }) {
    const lead = await lockLead(work, input.leadId);
    return tell(work, lead, 'note', { note: input.note });
  },
});
