import { z } from 'zod';
import { command } from '../core/command.js';
import { metadata, optionalText } from '../core/parse.js';
import { programOf, scope } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { captureLead } from './capture-lead.js';
import type { NewLead } from './capture-lead.js';
import { leadEmail, leadName, writtenPhone } from './fields.js';
import { Lead } from './lead.js';
import { normalisePhone, phoneCountryOf } from './phone.js';
import { programById } from '../programs/find-program.js';
import { twinOf } from './twin.js';

/** The lead a partner means, made when there is none; who sent it is kept once and never changed. */
export async function resolve(work: Work, told: NewLead): Promise<{ lead: Lead; isNew: boolean }> {
  const found = await find(work, told);
  if (!found) return { lead: await captureLead(work, told), isNew: true };
  if (found.attribution === null && told.attribution) found.set({ attribution: told.attribution });
  if (found.externalId === null && told.externalId) found.set({ externalId: told.externalId });
  if (found.changed()) await found.save({ transaction: work.tx });
  return { lead: found, isNew: false };
}

async function find(
  { tx }: Work,
  { programId, externalId, email = null, phone: written }: NewLead,
): Promise<Lead | null> {
  const lock = tx.LOCK.UPDATE;
  const known = externalId ? await Lead.findOne({ where: { programId, externalId }, lock, transaction: tx }) : null;
  if (known) return known;
  const country = written ? phoneCountryOf(await programById(programId, tx)) : null;
  const twin = await twinOf({ programId, email, phone: written ? normalisePhone(written, country) : null }, tx);
  return twin && Lead.findByPk(twin.id, { lock, transaction: tx });
}

/** An installation or a visit that a partner's shop reports: the same call again changes nothing. */
export const resolveLead = command({
  name: 'lead.resolve',
  input: z.strictObject({
    name: leadName,
    email: leadEmail,
    phone: writtenPhone,
    externalId: optionalText(200),
    /** The links and tokens the visitor came with. */
    referralToken: optionalText(200),
    referralCode: optionalText(100),
    clickId: optionalText(200),
    metadata: metadata.default({}),
  }),
  allow: scope('leads:write'),

  async run({ input, ...work }) {
    const { referralToken: token, referralCode: code, clickId, ...lead } = input;
    const attribution = token || code || clickId ? { token, code, clickId } : null;
    const { actor } = work;
    return resolve(work, {
      ...lead,
      attribution,
      programId: programOf(actor),
      source: 'install',
      ownerId: actor.userId,
    });
  },
});
