import { z } from 'zod';
import { metadata, text } from '../core/parse.js';
import { anyone } from '../core/policy.js';
import { query } from '../core/query.js';
import { lossyText } from './lossy-text.js';
import { storeProspect } from './store-prospects.js';

const token = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not a token');

/** What a landing page or a partner's server tells of a visit; what it leaves out is read from the request. */
const prospectInput = z.strictObject({
  ipAddress: z.union([z.ipv4(), z.ipv6()], 'is not an IP address').nullish(),
  userAgent: z.string().max(65_536).nullish(),
  referralSource: z.string().max(65_536).nullish(),
  visitId: text(100).nullish(),
  ref: text(64).nullish(),
  referralToken: token.nullish(),
  metadata: metadata.default({}),
  /** From the request itself. */
  browser: z.strictObject({
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    referrer: z.string().nullable(),
    cookie: z.string().nullable(),
  }),
});

/**
 * Stores a prospect and answers once it is committed. Deliberately not a command: no audit, no events, one statement,
 * because visits come by the thousand and change nobody's money.
 */
export const recordProspect = query({
  name: 'prospect.record',
  input: prospectInput,
  allow: anyone,

  async run({ input, actor }) {
    const { browser, visitId, ref } = input;
    const id = await storeProspect({
      programId: actor.kind === 'visitor' ? null : actor.programId,
      ip: input.ipAddress ?? browser.ip,
      userAgent: lossyText(input.userAgent, 1000) ?? browser.userAgent,
      referrer: lossyText(input.referralSource, 2000) ?? browser.referrer,
      visitId: visitId ?? null,
      code: ref ?? null,
      token: input.referralToken ?? browser.cookie,
      metadata: input.metadata,
    });
    return { id };
  },
});
