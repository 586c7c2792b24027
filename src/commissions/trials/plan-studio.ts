import { z } from 'zod';
import { NotFound } from '../../core/errors.js';
import { findOrRefuse } from '../../core/lock.js';
import { id } from '../../core/parse.js';
import { businessMonth } from '../../core/period.js';
import { roles } from '../../core/policy.js';
import { query } from '../../core/query.js';
import type { Run } from '../../core/run.js';
import { programById } from '../../programs/find-program.js';
import { planDiff } from '../../programs/plan-diff.js';
import type { Difference } from '../../programs/plan-diff.js';
import { parsePlan } from '../../programs/plan-document.js';
import { paysForPeople, theoreticalPayoutBp } from '../../programs/plan-lint.js';
import { isSimulated } from '../../programs/plan-simulation.js';
import type { PlanSimulation } from '../../programs/plan-simulation.js';
import type { PlanWarning } from '../../programs/plan-warning.js';
import { Plan } from '../../programs/plan.js';
import { plansSeenBy } from '../../programs/programs.js';
import { languages } from '../../users/user.js';
import { acknowledgementFor } from './acknowledgement.js';
import { possibleMonths } from './possible-months.js';
import { lastRun } from './simulation-run.js';
import { lastSimulation } from './stored-simulation.js';
import { takenOverFrom } from './taken-over.js';
import { warningsOf } from './warnings.js';

/** Everything that a person needs who is about to publish a version of the plan. */
export interface PlanStudio {
  plan: Plan;
  /** The business month it takes effect in. */
  effectiveMonth: string;
  /** The version that it takes over from; null for a program's first one. */
  active: Plan | null;
  /** Where its document differs from that one's, place by place. */
  diff: Difference[];
  warnings: PlanWarning[];
  /** The most that a sale can cost, and the share above which a warning is due. */
  theoreticalPayoutBp: number;
  highPayoutBp: number;
  paysForPeople: boolean;
  /** What an owner has to type to publish it; null where nothing is asked for. */
  acknowledgement: string | null;
  /** The months that it can begin with. */
  months: string[];
  /** The last simulation of this version. */
  simulation: PlanSimulation | null;
  /** Whether that is of the document as it is now, so that the draft can be published. */
  isSimulated: boolean;
  /** The last run that was asked for, under way or not. */
  run: Run | null;
}

const input = z.strictObject({ planId: id });
const writers = roles('owner', 'admin');

export const planStudio = query({
  name: 'plans.studio',
  /** The language is that of the sentence to type; it counts in every one. */
  input: input.extend({ language: z.enum(languages).default('en') }),
  allow: writers,

  async run({ input: { planId, language }, actor }): Promise<PlanStudio> {
    const plan = await findOrRefuse(Plan, planId, plansSeenBy(actor));
    const program = await programById(plan.programId);
    const document = parsePlan(plan.document);
    const active = await takenOverFrom(plan);
    const highPayoutBp = program.settings.high_payout_bp;
    return {
      plan,
      effectiveMonth: businessMonth(plan.effectiveFrom, program.timeZone),
      active,
      diff: planDiff(active?.document ?? {}, plan.document),
      warnings: await warningsOf(plan, program),
      theoreticalPayoutBp: theoreticalPayoutBp(document),
      highPayoutBp,
      paysForPeople: paysForPeople(document),
      acknowledgement: acknowledgementFor(plan, language),
      months: await possibleMonths(program, new Date()),
      simulation: await lastSimulation(plan),
      isSimulated: isSimulated(plan),
      run: await lastRun(plan),
    };
  },
});

/** The last simulation of a version. */
export const planSimulationOf = query({
  name: 'plans.simulation',
  input,
  allow: writers,

  async run({ input: { planId }, actor }): Promise<PlanSimulation> {
    const simulation = await lastSimulation(await findOrRefuse(Plan, planId, plansSeenBy(actor)));
    if (!simulation) throw new NotFound('simulation');
    return simulation;
  },
});
