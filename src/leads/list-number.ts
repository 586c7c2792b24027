import { z } from 'zod';
import { command } from '../core/command.js';
import { NotFound, invalidField } from '../core/errors.js';
import { instant, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import { entryOf, forbidCalls, mark } from './do-not-call.js';
import { normalisePhone, phoneCountryOf } from './phone.js';

const staff = roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer');

/** Puts a number on the do-not-call list; again: the entry there is. */
export const listNumber = command({
  name: 'do_not_call.add',
  input: z.strictObject({ phone: text(40), reason: text(500) }),
  allow: staff,

  async run({ input, ...work }) {
    return forbidCalls(work, { ...(await numberOf(work, input.phone)), reason: input.reason });
  },
});

/** Takes a number off the list, on the owner's consent: where and when it was given, in which words. */
export const liftNumber = command({
  name: 'do_not_call.lift',
  input: z.strictObject({
    phone: text(40),
    consentSource: text(200),
    consentText: text(2000),
    consentedAt: instant,
  }),
  allow: roles('owner', 'admin', 'team_lead'),

  async run({ input: { phone: written, ...consent }, ...work }) {
    const { tx, now, actor } = work;
    if (consent.consentedAt > now) throw invalidField('consentedAt', 'is in the future');
    const number = await numberOf(work, written);
    const entry = await entryOf(number, tx);
    if (!entry) throw new NotFound('number on the do-not-call list');
    await entry.set({ ...consent, liftedAt: now, liftedBy: actor.userId }).save({ transaction: tx });
    await mark({ ...number, doNotCall: false }, tx);
    return entry;
  },
});

async function numberOf({ actor, tx }: Work, written: string): Promise<{ programId: number; phone: string }> {
  const program = await programById(programOf(actor), tx);
  const phone = normalisePhone(written, phoneCountryOf(program));
  if (phone === null) throw invalidField('phone', 'is not a phone number');
  return { programId: program.id, phone };
}
