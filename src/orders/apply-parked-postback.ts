import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { systemOnly } from '../core/policy.js';
import { applyPostback } from './apply-postback.js';
import { ParkedFact } from './parked-fact.js';
import { postbackStatuses } from './read-postback.js';

const parkedPostback = z.object({
  sourceId: z.number(),
  tid: z.string(),
  status: z.enum(postbackStatuses),
  payout: z.string().transform(BigInt).nullable(),
  currency: z
    .string()
    .nullable()
    .transform((value) => value ?? undefined),
  params: z.record(z.string(), z.string()),
});

/** The click that a postback spoke of has been heard of meanwhile: now it counts. */
export const applyParkedPostback = command({
  name: 'postback.apply',
  input: z.strictObject({ factId: id }),
  allow: systemOnly,

  async run({ input, ...work }) {
    const fact = await lockOrRefuse(ParkedFact, input.factId, work.tx, { kind: 'postback' });
    if (fact.status !== 'parked') return fact;
    const { programId, waitsFor: clickId } = fact;
    const { id: postbackId } = await applyPostback(work, { ...parkedPostback.parse(fact.payload), programId, clickId });
    const result = `postback ${String(postbackId)}`;
    return fact.set({ status: 'applied', result, appliedAt: work.now }).save({ transaction: work.tx });
  },
});
