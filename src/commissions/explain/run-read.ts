import { NotFound } from '../../core/errors.js';
import { parsePlan } from '../../programs/plan-document.js';
import type { Plan as PlanDocument } from '../../programs/plan-document.js';
import { programById } from '../../programs/find-program.js';
import { Plan } from '../../programs/plan.js';
import { CommissionRun } from '../runs/commission-run.js';
import { Period } from '../runs/period.js';
import { scopeOfRun } from '../runs/scope-of-run.js';

export interface PlanRead {
  id: number;
  version: number;
  name: string;
  document: PlanDocument;
}

/** A run with the plan it computed by and where its rows stand. */
export interface RunRead {
  row: CommissionRun;
  plan: PlanRead;
  zone: string;
  currency: string;
  /** From when its event lines are: a close has those of the whole month, though days of it were matched before. */
  eventsFrom: Date;
  /** Binds that say which rows are the run's: part, run, fence. */
  place: [number, number, number];
}

/** A run over commissions that has computed something; the others are not found. */
export async function readRun(programId: number, runId: number): Promise<RunRead> {
  const row = await CommissionRun.findOne({ where: { programId, runId } });
  const fence = row?.fence ?? null;
  if (!row || fence === null) throw new NotFound('run');
  const plan = await planOf(row);
  const { currency } = await programById(programId);
  const place: RunRead['place'] = [row.part, row.runId, fence];
  return { row, plan, zone: plan.document.time_zone, currency, eventsFrom: await eventsFrom(row), place };
}

async function eventsFrom({ kind, periodId, startsAt }: CommissionRun): Promise<Date> {
  if (kind !== 'period') return startsAt;
  return (await Period.findByPk(periodId, { rejectOnEmpty: true })).startsAt;
}

/** The version that the run stored; what is asked for before it did holds for its span. */
async function planOf(row: CommissionRun): Promise<PlanRead> {
  const [used] = row.plans;
  const stored = used && (await planById(used.id));
  if (stored) return stored;
  const { id, version, document } = (await scopeOfRun(row.runId)).scope.plan;
  return { id, version, name: document.name, document };
}

/** A version of a plan with its document read; published ones never change. */
export async function planById(id: number | null): Promise<PlanRead | null> {
  const row = id === null ? null : await Plan.findByPk(id);
  if (!row) return null;
  const document = parsePlan(row.document);
  return { id: row.id, version: row.version, name: document.name, document };
}
