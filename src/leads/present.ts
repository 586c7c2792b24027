import { z } from 'zod';
import type { Disposition } from './disposition.js';
import type { DoNotCallEntry } from './do-not-call-entry.js';
import type { LeadEvent } from './lead-event.js';
import type { LeadImport } from './lead-import.js';
import type { Lead } from './lead.js';

const moment = z.string().nullable();
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A lead as the API shows it. */
export const leadAnswer = z.object({
  id: z.number(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  timeZone: z.string().nullable(),
  source: z.string(),
  externalId: z.string().nullable(),
  stage: z.string(),
  substage: z.string(),
  status: z.string(),
  score: z.number(),
  ownerId: z.number().nullable(),
  teamId: z.number().nullable(),
  assigneeId: z.number().nullable(),
  callbackAt: moment,
  retryAt: moment,
  attempts: z.number(),
  doNotCall: z.boolean(),
  saleId: z.number().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  custom: z.record(z.string(), z.unknown()),
  createdAt: moment,
});

export function presentLead(lead: Lead): z.output<typeof leadAnswer> {
  return {
    ...lead.get(),
    assigneeId: lead.assignedTo,
    callbackAt: iso(lead.callbackAt),
    retryAt: iso(lead.retryAt),
    createdAt: iso(lead.createdAt),
  };
}

export const leadEventAnswer = z.object({
  id: z.number(),
  kind: z.string(),
  userId: z.number().nullable(),
  note: z.string().nullable(),
  dispositionId: z.number().nullable(),
  seconds: z.number().nullable(),
  assigneeId: z.number().nullable(),
  stage: z.string().nullable(),
  substage: z.string().nullable(),
  createdAt: moment,
});

export const presentLeadEvent = (event: LeadEvent): z.output<typeof leadEventAnswer> => ({
  ...event.get(),
  createdAt: iso(event.createdAt),
});

export const dispositionAnswer = z.object({
  id: z.number(),
  key: z.string(),
  name: z.string(),
  hotkey: z.string().nullable(),
  followUp: z.string(),
  retryAfterMinutes: z.number().nullable(),
  maxAttempts: z.number().nullable(),
});

export const presentDisposition = (row: Disposition): z.output<typeof dispositionAnswer> => row.get();

/** An entry of the do-not-call list. */
export const doNotCallAnswer = z.object({
  id: z.number(),
  phone: z.string(),
  reason: z.string(),
  createdAt: moment,
  liftedAt: moment,
  consentSource: z.string().nullable(),
});

export const presentDoNotCall = (entry: DoNotCallEntry): z.output<typeof doNotCallAnswer> => ({
  ...entry.get(),
  createdAt: iso(entry.createdAt),
  liftedAt: iso(entry.liftedAt),
});

/** An import with the first of its refused rows; all of them are in its file of refused rows. */
export const importAnswer = z.object({
  id: z.number(),
  fileName: z.string(),
  rows: z.number(),
  imported: z.number(),
  refusedCount: z.number(),
  refused: z.array(z.object({ line: z.number(), reason: z.string() })),
  createdAt: moment,
});

export const presentImport = ({ id, fileName, rows, imported, refused, createdAt }: LeadImport) => ({
  ...{ id, fileName, rows, imported },
  refusedCount: refused.length,
  refused: refused.slice(0, 20).map(({ line, reason }) => ({ line, reason })),
  createdAt: iso(createdAt),
});
