import { invalidField } from '../core/errors.js';
import { isCallingTime } from './calling-hours.js';
import type { Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import type { Program } from '../programs/program.js';
import { assignByRule } from './assign.js';
import { entryOf } from './do-not-call.js';
import { installPipeline } from './install-pipeline.js';
import { Lead } from './lead.js';
import type { LeadSource } from './lead.js';
import { tell } from './lead-event.js';
import { normalisePhone, phoneCountryOf } from './phone.js';
import { firstStanding } from './standing.js';
import { duplicate, twinOf } from './twin.js';

/** Somebody who may buy, as a door learned of them. */
export interface NewLead {
  programId: number;
  source: LeadSource;
  name: string;
  email?: string | null;
  /** As written. */
  phone?: string | null;
  timeZone?: string | null | undefined;
  externalId?: string | null;
  note?: string | null;
  ownerId?: number | null;
  teamId?: number | null;
  /** Who works on it from the start; left out: as the assignment rules say. */
  assignedTo?: number | null;
  prospectId?: number | null;
  attribution?: Record<string, unknown> | null;
  metadata?: Record<string, unknown>;
  /** Take it beside one that has the same phone or e-mail, instead of refusing it. */
  mayRepeat?: boolean;
}

/** Takes somebody into the pipeline's first place. Shared by staff, partners, forms and older systems' doors. */
export async function captureLead(work: Work, { note = null, mayRepeat = false, ...told }: NewLead): Promise<Lead> {
  const { tx, now } = work;
  const program = await programById(told.programId, tx);
  await installPipeline(program.id, tx);
  const contact = contactOf(program, told);
  const twin = await twinOf(contact, tx);
  if (twin && !mayRepeat) throw duplicate(twin, contact);
  const lead = await store(work, { ...told, ...contact, duplicateOf: twin?.id ?? null });
  await tell(work, lead, 'created', { note, detail: { source: lead.source } });
  return isWaiting(lead, program, now) ? assignByRule(work, lead) : lead;
}

type Stored = Omit<NewLead, 'note' | 'mayRepeat'> & { phone: string | null; duplicateOf: number | null };

async function store({ tx, now }: Work, lead: Stored): Promise<Lead> {
  const { programId, phone } = lead;
  const { stage, key: substage, score } = await firstStanding(programId, tx);
  const doNotCall = phone !== null && (await entryOf({ programId, phone }, tx)) !== null;
  const assignedAt = lead.assignedTo ? now : null;
  return Lead.create({ ...lead, stage, substage, score, assignedAt, doNotCall }, { transaction: tx });
}

const contactOf = (program: Program, { email = null, phone }: Pick<NewLead, 'email' | 'phone'>) => ({
  programId: program.id,
  email,
  phone: phoneIn(program, phone),
});

function phoneIn(program: Program, written: string | null | undefined): string | null {
  if (!written) return null;
  const phone = normalisePhone(written, phoneCountryOf(program));
  if (phone === null) throw invalidField('phone', 'is not a phone number');
  return phone;
}

const isWaiting = (lead: Lead, program: Program, now: Date): boolean =>
  lead.assignedTo === null && mayHandOut(lead, program, now);

/** A forbidden number is handed to nobody. Outside calling hours one waits; the job that hands out comes by every minute. */
export function mayHandOut(lead: Lead, { settings, timeZone }: Program, now: Date): boolean {
  const hours = { from: settings.calling_from, until: settings.calling_until, timeZone: lead.timeZone ?? timeZone };
  return lead.phone === null || (!lead.doNotCall && isCallingTime(now, hours));
}
