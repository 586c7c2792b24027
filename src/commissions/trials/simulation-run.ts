import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import { Run } from '../../core/run.js';
import type { RunStatus } from '../../core/run.js';
import type { Plan } from '../../programs/plan.js';

/** Runs that simulate a version of a plan; they write no money. */
export const simulationKind = 'simulations';

/** What the runs of a version are called by, each with a number of its own after it. */
export const runKeyOf = ({ programId, id }: Pick<Plan, 'programId' | 'id'>): string => `${programId}/plan/${id}/`;

const underWay: RunStatus[] = ['queued', 'computing', 'review', 'posting'];

/** All simulations that were ever asked for of a version. */
export const countRuns = (plan: Plan, tx: Transaction): Promise<number> =>
  Run.count({ where: of(plan), transaction: tx });

/** The one that is not finished; null when there is none. */
export const runUnderWay = (plan: Plan, tx?: Transaction): Promise<Run | null> =>
  Run.findOne({ where: { ...of(plan), status: underWay }, order: [['id', 'DESC']], transaction: tx ?? null });

/** The last one, whatever became of it. */
export const lastRun = (plan: Plan): Promise<Run | null> => Run.findOne({ where: of(plan), order: [['id', 'DESC']] });

const of = (plan: Plan) => ({ kind: simulationKind, key: { [Op.startsWith]: runKeyOf(plan) } });
