import { z } from 'zod';
import { command } from '../../core/command.js';
import { Refusal } from '../../core/errors.js';
import { lockOrRefuse } from '../../core/lock.js';
import { id } from '../../core/parse.js';
import { programOf, roles } from '../../core/policy.js';
import { Run, requestRun } from '../../core/run.js';
import { Plan } from '../../programs/plan.js';
import { countRuns, runKeyOf, runUnderWay, simulationKind } from './simulation-run.js';

const span = 'is a whole number of months from 1 to 24';

/** How many months of the past a simulation looks at. */
export const simulatedPeriods = z.int(span).min(1, span).max(24, span);

/** Queues a simulation of a version of the plan over the last months; a version has one at a time. */
export const requestSimulation = command({
  name: 'plan.simulate',
  input: z.strictObject({ planId: id, periods: simulatedPeriods.default(3) }),
  allow: roles('owner', 'admin'),

  async run({ input: { planId, periods }, ...work }) {
    const { tx, actor } = work;
    const programId = programOf(actor);
    const plan = await lockOrRefuse(Plan, planId, tx, { programId });
    const open = await runUnderWay(plan, tx);
    if (open) {
      throw new Refusal('already_running', 'This version is being simulated already.', {
        facts: { reason: 'simulating', run_id: open.id },
      });
    }
    const key = `${runKeyOf(plan)}${(await countRuns(plan, tx)) + 1}`;
    const { runId } = await requestRun(work, { kind: simulationKind, key, programId, input: { planId, periods } });
    return Run.findByPk(runId, { transaction: tx, rejectOnEmpty: true });
  },
});
