import { z } from 'zod';
import { parse } from '../../src/core/parse.js';
import { businessMonth } from '../../src/core/period.js';
import { programOf } from '../../src/core/policy.js';
import type { Run } from '../../src/core/run.js';
import { planStudio as readStudio } from '../../src/commissions/trials/plan-studio.js';
import type { PlanStudio } from '../../src/commissions/trials/plan-studio.js';
import { programById } from '../../src/programs/find-program.js';
import { parsePlan, planDocument } from '../../src/programs/plan-document.js';
import { paysForPeople } from '../../src/programs/plan-lint.js';
import { Plan } from '../../src/programs/plan.js';
import type { Program } from '../../src/programs/program.js';
import { plansSeenBy } from '../../src/programs/programs.js';
import { possibleMonths } from '../../src/commissions/trials/possible-months.js';
import { page } from '../pages.js';
import type { Person } from '../person.js';
import { office } from '../policies.js';
import { failureOf } from '../refusal-words.js';

/** So many versions are offered, the newest first; older ones stand in the list of plans. */
const shown = 30;

const schema = z.toJSONSchema(planDocument, { io: 'input', unrepresentable: 'any' });
const wish = z.object({ id: z.coerce.number().int().positive().optional() });

/** Where a plan is written, tried on real months and published. */
export const planStudio = page({
  name: 'plan-studio',
  component: 'PlanStudioPage',
  icon: 'Sliders',
  group: 'settings',
  see: office,
  async read({ person, query }) {
    const { id } = parse(wish, query);
    const program = await programById(programOf(person.actor));
    const versions = await versionsOf(program, person);
    const chosen = id ?? versions.at(0)?.id;
    const { actor, language } = person;
    const studio = chosen === undefined ? null : await readStudio(actor, { planId: chosen, language });
    return {
      schema,
      versions,
      months: await possibleMonths(program, new Date()),
      studio: studio && presentStudio(studio, person),
      isOwner: person.actor.role === 'owner',
    };
  },
});

async function versionsOf({ timeZone }: Program, { actor }: Person) {
  const plans = await Plan.findAll({
    where: plansSeenBy(actor),
    order: [['version', 'DESC']],
    limit: shown,
  });
  return plans.map((plan) => ({
    id: plan.id,
    version: plan.version,
    status: plan.status,
    month: businessMonth(plan.effectiveFrom, timeZone),
    name: plan.document['name'],
    paysForPeople: paysForPeople(parsePlan(plan.document)),
  }));
}

const presentStudio = ({ plan, active, run, ...studio }: PlanStudio, person: Person) => ({
  ...studio,
  plan: {
    id: plan.id,
    version: plan.version,
    status: plan.status,
    document: plan.document,
    acknowledgement: plan.acknowledgement,
    publishedAt: plan.publishedAt,
  },
  before: active && { id: active.id, version: active.version },
  run: run && presentRun(run, person),
});

const presentRun = (run: Run, person: Person) => ({
  id: run.id,
  status: run.status,
  progress: run.progress,
  total: run.total,
  error: failureOf(run, person),
});
