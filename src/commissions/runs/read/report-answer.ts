import { z } from 'zod';
import { runAnswer } from '../../../jobs/run-list.js';
import { commissionRunKinds } from '../commission-run.js';

const text = z.string();
const count = z.number();
const sum = z.object({ lines: count, amount: text });

const totals = z.object({
  /** By kind, then by how the lines stand: new, missing, accrued, differs. */
  lines: z.record(text, z.record(text, sum)),
  toPost: sum,
  differing: count,
  sold: text,
  breakage: text,
  pairs: z.object({ possible: count, formed: count, paid: count }),
  membersByReason: z.record(text, count),
  /** By rank; under the empty name those who reached none. */
  ranks: z.record(text, count),
  top: z.array(z.object({ line: count, memberId: count, memberName: text, kind: text, amount: text })),
});

const difference = z.object({
  table: text,
  memberId: z.number().nullable(),
  line: z.number().nullable(),
  of: z.record(text, text),
  before: z.record(text, text.nullable()).nullable(),
  after: z.record(text, text.nullable()).nullable(),
});

const verification = z.object({
  runId: z.number(),
  status: runAnswer.shape.status,
  progress: count,
  total: count.nullable(),
  requestedAt: text,
  finishedAt: text.nullable(),
  isIdentical: z.boolean().nullable(),
  differences: z.array(difference),
  counts: z.record(text, count),
});

const commissions = z.object({
  kind: z.enum(commissionRunKinds),
  month: text,
  memberId: z.number().nullable(),
  startsAt: text,
  endsAt: text,
  currency: text,
  computedAt: text.nullable(),
  plans: z.array(z.object({ id: z.number(), version: z.number(), name: text, paysForPeople: z.boolean() })),
  recruited: z
    .object({ amount: text, ofPayBp: z.number().nullable() })
    .nullable()
    .meta({ description: 'Pay for people rather than for sales of goods; null where no version used pays so.' }),
  certificate: z.record(text, text).nullable(),
  totals: totals.nullable(),
  isPostedWithApproval: z.boolean(),
  /** Why it cannot be posted until somebody has looked, or null. */
  blocked: text.nullable(),
  /** What the parts of the computation took. */
  seconds: z.record(text, z.number()),
  verifications: z.array(verification),
});

/** A run with everything that is stored of it; of a run over commissions also what it came to. */
export const reportAnswer = runAnswer.extend({ commissions: commissions.nullable() });

export type RunReport = z.output<typeof reportAnswer>;
export type CommissionsReport = z.output<typeof commissions>;
export type VerificationReport = z.output<typeof verification>;
