import { z } from 'zod';
import type { Step, StepResult } from '../../core/run-kind.js';
import { runs } from '../../core/run-kind.js';
import { select } from '../../db/select.js';
import { documentHash } from '../../programs/document-hash.js';
import { programById } from '../../programs/find-program.js';
import { Plan } from '../../programs/plan.js';
import { inSnapshot } from '../runs/snapshot.js';
import { simulatedPeriods } from './request-simulation.js';
import { simulate } from './simulate.js';
import { simulationKind } from './simulation-run.js';
import { simulationOfRun, storeSimulation } from './stored-simulation.js';

const input = z.object({ planId: z.number(), periods: simulatedPeriods });
const opened = z.object({ isOpened: z.literal(true) }).nullable();

/** The first step only lets the run be seen as computing; the second one reads one snapshot and computes. */
async function computeStep({ runId, fence, work, cursor, ...step }: Step): Promise<StepResult> {
  if (opened.parse(cursor) === null) return { cursor: { isOpened: true }, done: 0, isLast: false };
  const { planId, periods } = input.parse(step.input);
  const { tx, now } = work;
  await select(`SELECT set_config('statement_timeout', '0', true)`, [], z.unknown(), tx);
  const plan = await Plan.findByPk(planId, { transaction: tx });
  if (!plan) return { cursor: null, done: 0, isLast: true };
  const program = await programById(plan.programId, tx);
  const simulation = await inSnapshot((client) => simulate({ client, tx, plan, program, periods, runId, fence, now }));
  await storeSimulation(runId, simulation, tx);
  return { cursor: null, done: 0, isLast: true, result: { planId, months: simulation.periods.length } };
}

/** Hands the result to the draft, unless that was changed, published or thrown away meanwhile. */
async function attachStep({ runId, work: { tx }, ...step }: Step): Promise<StepResult> {
  const { planId } = input.parse(step.input);
  const simulation = await simulationOfRun(runId, tx);
  const plan = await Plan.findByPk(planId, { lock: tx.LOCK.UPDATE, transaction: tx });
  const isAttached = plan?.status === 'draft' && documentHash(plan.document) === simulation?.documentHash;
  if (isAttached) await plan.set({ simulation }).save({ transaction: tx });
  return { cursor: null, done: 1, total: 1, isLast: true, result: { isAttached } };
}

/** Simulations: computed in one go, and kept with the draft that they are about. */
export const simulationRuns = runs({ kind: simulationKind, compute: computeStep, step: attachStep, autoPost: true });
