import { z } from 'zod';
import { endpoint } from '../../http/endpoint.js';
import { group } from '../../http/route.js';
import { presentRun, runAnswer } from '../../jobs/run-list.js';
import { planSimulation } from '../../programs/plan-simulation.js';
import { planSchema, presentPlan } from '../../programs/present-program.js';
import { planSimulationOf, planStudio } from './plan-studio.js';
import type { PlanStudio } from './plan-studio.js';
import { publishDraft } from './publish-draft.js';
import { requestSimulation } from './request-simulation.js';

export const planRoutes = group('plans');

endpoint(planRoutes, {
  method: 'put',
  path: '/plans/:planId/publication',
  summary: 'Publish a draft that was simulated as it is, from the start of a month of which nothing is counted yet',
  command: publishDraft,
  present: presentPlan,
  answer: planSchema,
});

endpoint(planRoutes, {
  method: 'post',
  path: '/plans/:planId/simulations',
  summary: 'Simulate a version over the last months; follow it under /runs',
  command: requestSimulation,
  status: 202,
  present: presentRun,
  answer: runAnswer,
});

endpoint(planRoutes, {
  method: 'get',
  path: '/plans/:planId/simulation',
  summary: 'What a version would have paid over the last months, by its last simulation',
  query: planSimulationOf,
  answer: planSimulation,
});

const studioAnswer = z.object({
  plan: planSchema,
  effectiveMonth: z.string(),
  active: planSchema.nullable(),
  diff: z.array(z.object({ path: z.string(), before: z.json(), after: z.json() })),
  warnings: planSimulation.shape.warnings,
  theoreticalPayoutBp: z.number(),
  highPayoutBp: z.number(),
  paysForPeople: z.boolean(),
  acknowledgement: z
    .string()
    .nullable()
    .meta({ description: 'What an owner has to type to publish it; null where nothing is asked for.' }),
  months: z.array(z.string()).meta({ description: 'Months that it can begin with.' }),
  simulation: planSimulation.nullable(),
  isSimulated: z.boolean(),
  run: runAnswer.nullable(),
});

endpoint(planRoutes, {
  method: 'get',
  path: '/plans/:planId/studio',
  summary: 'What to know before a version is published: differences, warnings, months, its simulation',
  query: planStudio,
  answer: studioAnswer,
  present: presentStudio,
});

/** Documents hold nothing but JSON. */
const asJson = (value: unknown) => value as z.core.util.JSONType;

function presentStudio({ plan, active, run, diff, ...studio }: PlanStudio): z.input<typeof studioAnswer> {
  return {
    ...studio,
    plan: presentPlan(plan),
    active: active && presentPlan(active),
    run: run && presentRun(run),
    diff: diff.map(({ path, before, after }) => ({ path, before: asJson(before), after: asJson(after) })),
  };
}
