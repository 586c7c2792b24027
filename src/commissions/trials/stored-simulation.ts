import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { change, selectOne } from '../../db/select.js';
import { planSimulation, simulationOf } from '../../programs/plan-simulation.js';
import type { PlanSimulation } from '../../programs/plan-simulation.js';
import type { Plan } from '../../programs/plan.js';

const insert = `INSERT INTO plan_simulations (run_id, plan_id, simulation) VALUES ($1, $2, $3::jsonb)`;

export async function storeSimulation(runId: number, simulation: PlanSimulation, tx: Transaction): Promise<void> {
  await change(insert, [runId, simulation.planId, JSON.stringify(simulation)], tx);
}

const row = z.object({ simulation: planSimulation });

/** What a run computed; null where the draft was thrown away meanwhile. */
export async function simulationOfRun(runId: number, tx: Transaction): Promise<PlanSimulation | null> {
  const sql = 'SELECT simulation FROM plan_simulations WHERE run_id = $1';
  return (await selectOne(sql, [runId], row, tx))?.simulation ?? null;
}

const last = `
  SELECT simulation FROM plan_simulations JOIN runs ON runs.id = run_id
  WHERE plan_id = $1 AND status = 'posted' ORDER BY run_id DESC LIMIT 1`;

/** The last simulation of a version, of whatever document it had then; null where there is none. */
export async function lastSimulation(plan: Plan): Promise<PlanSimulation | null> {
  return (await selectOne(last, [plan.id], row))?.simulation ?? simulationOf(plan);
}
