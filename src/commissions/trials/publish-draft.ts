import { z } from 'zod';
import { command } from '../../core/command.js';
import { Refusal, WrongState } from '../../core/errors.js';
import { lockOrRefuse } from '../../core/lock.js';
import { id, optionalText } from '../../core/parse.js';
import { businessMonth, monthStart } from '../../core/period.js';
import { programOf, roles } from '../../core/policy.js';
import type { Work } from '../../core/work.js';
import { effectiveMonth } from '../../programs/draft-plan.js';
import { programById } from '../../programs/find-program.js';
import { isSimulated } from '../../programs/plan-simulation.js';
import { Plan } from '../../programs/plan.js';
import type { Program } from '../../programs/program.js';
import { publishPlan } from '../../programs/publish-plan.js';
import { holdFrontier } from '../runs/frontier.js';
import { refuseUnacknowledged } from './acknowledgement.js';
import { refuseCountedMonth } from './possible-months.js';
import { refuseOtherUnit } from './refuse-other-unit.js';
import { refuseUnknownTax } from './refuse-unknown-tax.js';

/**
 * Makes a draft the program's word from the start of its month on, or of another month that is named. Of that month
 * nothing is counted yet, and the draft has been simulated as it stands. While it holds the frontier no run begins, no
 * sale is being written, and nobody else publishes; the program's row is left alone, for every sale refers to it.
 */
export const publishDraft = command({
  name: 'plan.publish',
  input: z.strictObject({
    planId: id,
    effectiveMonth: effectiveMonth.optional(),
    acknowledgement: optionalText(500),
  }),
  allow: roles('owner', 'admin'),

  async run({ input, ...work }) {
    const { tx, actor } = work;
    const program = await programById(programOf(actor), tx);
    await holdFrontier(program.id, tx);
    const plan = await lockOrRefuse(Plan, input.planId, tx, { programId: program.id });
    if (plan.status !== 'draft') throw new WrongState('plan', plan.status, 'published');
    if (input.effectiveMonth) plan.set({ effectiveFrom: monthStart(input.effectiveMonth, program.timeZone) });
    refuseUnacknowledged(plan, actor, input.acknowledgement);
    refuseUnsimulated(plan);
    await refuseUnknownTax(plan, tx);
    await refuseOtherUnit(plan, work);
    await refuseCountedMonth(program, plan.effectiveFrom, tx);
    await refuseOvertaken(plan, program, work);
    return publishPlan(work, plan, { simulation: plan.simulation ?? {}, acknowledgement: input.acknowledgement });
  },
});

function refuseUnsimulated(plan: Plan): void {
  if (isSimulated(plan)) return;
  const why = plan.simulation ? 'The document was changed after its simulation.' : 'This draft was not simulated yet.';
  const reason = plan.simulation ? 'changed_since' : 'not_simulated';
  throw new Refusal('conflict', `${why} Simulate it as it is before it is published.`, { facts: { reason } });
}

/** Of two versions for one month the later one holds, so an earlier one would be published without any effect. */
async function refuseOvertaken(plan: Plan, { timeZone }: Program, { tx }: Work): Promise<void> {
  const { programId, effectiveFrom } = plan;
  const where = { programId, effectiveFrom, status: ['published', 'superseded'] };
  const last = await Plan.findOne({ where, order: [['version', 'DESC']], transaction: tx });
  if (!last || last.version < plan.version) return;
  const month = businessMonth(effectiveFrom, timeZone);
  throw new Refusal('conflict', `Version ${last.version} holds from ${month} already; write a new version.`, {
    facts: { reason: 'overtaken', plan_id: last.id, version: last.version, month },
  });
}
