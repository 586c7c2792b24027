import { afterAll } from '@jest/globals';
import { Pool } from 'pg';
import { env } from '../../../config/env.js';
import { requestSimulation } from '../../../src/commissions/trials/request-simulation.js';
import { simulationRuns } from '../../../src/commissions/trials/simulation-runs.js';
import { planStudio } from '../../../src/commissions/trials/plan-studio.js';
import { system } from '../../../src/core/actor.js';
import { Run } from '../../../src/core/run.js';
import { workOneRun } from '../../../src/jobs/work-runs.js';
import { draftPlan } from '../../../src/programs/draft-plan.js';
import type { PlanSimulation } from '../../../src/programs/plan-simulation.js';
import { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';

let pool: Pool | undefined;
afterAll(() => pool?.end());

/** Lets a worker do the simulations that wait, in this process. */
export async function simulateAll(): Promise<void> {
  pool ??= new Pool({ connectionString: env.DATABASE_URL });
  const signal = new AbortController().signal;
  while (await workOneRun({ pool, kinds: [simulationRuns], signal }));
}

/** A draft like the program's first version, changed as wanted. */
export async function draft(
  program: Program,
  changes: Record<string, unknown> = {},
  effectiveMonth = '2031-01',
): Promise<Plan> {
  const { document } = await Plan.findOne({ where: { programId: program.id, version: 1 }, rejectOnEmpty: true });
  return draftPlan(system(program.id), { effectiveMonth, document: { ...document, ...changes } });
}

/** Simulates a version and returns what came out; throws when the run failed. */
export async function simulated(plan: Plan, periods = 3): Promise<PlanSimulation> {
  const { id } = await requestSimulation(system(plan.programId), { planId: plan.id, periods });
  await simulateAll();
  const run = await Run.findByPk(id, { rejectOnEmpty: true });
  if (run.status !== 'posted') throw new Error(`The simulation is ${run.status}: ${run.error ?? ''}`);
  const { simulation } = await planStudio(system(plan.programId), { planId: plan.id });
  if (!simulation) throw new Error('There is no simulation.');
  return simulation;
}
