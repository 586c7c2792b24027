import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { command } from '../core/command.js';
import { metadata, optionalText } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import { teamIdOf } from '../users/team-scope.js';
import { captureLead } from './capture-lead.js';
import { leadEmail, leadName, leadTimeZone, optionalNote, writtenPhone } from './fields.js';
import type { LeadSource } from './lead.js';

/** Who keeps what he brings, and works on it himself; the others' leads go to whoever's turn it is. */
const keepTheirOwn = ['telemarketer', 'buyer', 'affiliate'];

/** Somebody new for the pipeline, from a person of ours, a partner's key or a form. */
export const createLead = command({
  name: 'lead.create',
  input: z.strictObject({
    name: leadName,
    email: leadEmail,
    phone: writtenPhone,
    timeZone: leadTimeZone,
    note: optionalNote,
    /** Who sent them, if a link or code did; it counts when the lead buys. */
    referralToken: optionalText(200),
    referralCode: optionalText(100),
    externalId: optionalText(200),
    metadata: metadata.default({}),
  }),
  allow: anyOf(roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate'), scope('leads:write')),

  async run({ input, ...work }) {
    const { actor, now, tx } = work;
    const { referralToken: token, referralCode: code, ...lead } = input;
    const isOwn = actor.kind === 'person' && actor.role !== null && keepTheirOwn.includes(actor.role);
    return captureLead(work, {
      ...lead,
      programId: programOf(actor),
      source: sourceOf(actor),
      ownerId: actor.userId,
      teamId: actor.kind === 'person' && actor.userId !== null ? await teamIdOf(actor.userId, now, tx) : null,
      assignedTo: isOwn ? actor.userId : null,
      attribution: token || code ? { token, code } : null,
    });
  },
});

function sourceOf({ kind }: Actor): LeadSource {
  if (kind === 'person') return 'staff';
  return kind === 'key' ? 'api' : 'form';
}
