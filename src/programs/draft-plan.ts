import { z } from 'zod';
import { command } from '../core/command.js';
import { Invalid, WrongState } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { monthStart } from '../core/period.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { documentHash } from './document-hash.js';
import { planDocument } from './plan-document.js';
import { Plan } from './plan.js';
import { Program } from './program.js';

/** A plan as somebody writes it: read to find its faults, kept as written. */
const written = z.record(z.string(), z.unknown()).superRefine((document, context) => {
  const read = planDocument.safeParse(document);
  for (const issue of read.error?.issues ?? []) context.addIssue({ ...issue });
});

/** The business month from whose start a version holds. */
export const effectiveMonth = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'is not a month such as 2026-12');
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'has other signs than small letters, digits and -');

/** Writes a new version of the program's plan, to take effect from the start of a month once it is published. */
export const draftPlan = command({
  name: 'plan.draft',
  input: z.strictObject({ key: key.optional(), effectiveMonth, document: written }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, tx, emit }) {
    const program = await lockOrRefuse(Program, programOf(actor), tx);
    refuseForeign(program, input.document);
    const version = (await Plan.max<number | null, Plan>('version', among(program, tx))) ?? 0;
    const plan = await Plan.create(
      {
        programId: program.id,
        key: input.key ?? program.key,
        version: version + 1,
        effectiveFrom: monthStart(input.effectiveMonth, program.timeZone),
        document: input.document,
        createdById: actor.userId,
      },
      { transaction: tx },
    );
    emit({ type: 'plan.drafted', planId: plan.id });
    return plan;
  },
});

/** Changes a version that nobody has published yet. A simulation of another document says nothing and is dropped. */
export const changeDraft = command({
  name: 'plan.change',
  input: z.strictObject({ planId: id, effectiveMonth: effectiveMonth.optional(), document: written.optional() }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, tx, emit }) {
    const program = await lockOrRefuse(Program, programOf(actor), tx);
    const plan = await lockDraft(input.planId, program, tx);
    if (input.document) refuseForeign(program, input.document);
    const { effectiveMonth: month, document = plan.document } = input;
    if (month) plan.set({ effectiveFrom: monthStart(month, program.timeZone) });
    if (month) emit({ type: 'plan.drafted', planId: plan.id });
    if (documentHash(document) !== documentHash(plan.document)) plan.set({ simulation: null });
    return plan.set({ document }).save({ transaction: tx });
  },
});

/** Throws a draft away. */
export const discardDraft = command({
  name: 'plan.discard',
  input: z.strictObject({ planId: id }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, tx }) {
    const program = await lockOrRefuse(Program, programOf(actor), tx);
    await (await lockDraft(input.planId, program, tx, 'discarded')).destroy({ transaction: tx });
  },
});

const among = ({ id: programId }: Program, tx: Work['tx']) => ({ where: { programId }, transaction: tx });

async function lockDraft(planId: number, program: Program, tx: Work['tx'], what = 'changed'): Promise<Plan> {
  const plan = await lockOrRefuse(Plan, planId, tx, { programId: program.id });
  if (plan.status !== 'draft') throw new WrongState('plan', plan.status, what);
  return plan;
}

/** A plan speaks of its program's money and of its program's days. */
function refuseForeign({ currency, timeZone }: Program, document: Record<string, unknown>): void {
  if (document['currency'] !== currency) throw fault('currency', `is ${currency} in this program`);
  if (document['time_zone'] !== timeZone) throw fault('time_zone', `is ${timeZone} in this program`);
}

const fault = (name: string, message: string): Invalid =>
  new Invalid([{ path: ['document', name], code: 'refused', message }]);
