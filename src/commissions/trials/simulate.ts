import type { Client } from 'pg';
import type { Transaction } from 'sequelize';
import { formatAmount } from '../../core/money.js';
import { memberNames } from '../../network/names.js';
import { documentHash } from '../../programs/document-hash.js';
import { parsePlan } from '../../programs/plan-document.js';
import { paysForPeople } from '../../programs/plan-lint.js';
import type { PlanSimulation } from '../../programs/plan-simulation.js';
import type { Plan } from '../../programs/plan.js';
import type { Program } from '../../programs/program.js';
import { Progress } from '../runs/progress.js';
import type { RunScope } from '../runs/run-scope.js';
import { segmentsOf } from '../runs/segments.js';
import { accruedIn } from './accrued.js';
import { largestChanges } from './compare-pay.js';
import { loadMonth, loadTrial } from './load-trial.js';
import type { TrialFacts } from './load-trial.js';
import { TrialCertificate } from './trial-certificate.js';
import { TrialSide } from './trial-side.js';
import { addMonth, noSums, presentSums } from './trial-sums.js';
import type { TrialSums } from './trial-sums.js';
import { trialPeriods, trialScope } from './trial.js';
import type { TrialPeriod } from './trial.js';
import { warningsOf } from './warnings.js';

export interface Trial {
  /** Holds the snapshot that everything is read in. */
  client: Client;
  tx: Transaction;
  plan: Plan;
  program: Program;
  /** How many months at most. */
  periods: number;
  runId: number;
  /** The attempt that computes it. */
  fence: number;
  now: Date;
}

/**
 * What a version of the plan would have paid over the last months, beside what the versions then in force pay. No
 * money is written.
 *
 * Both are computed, from the same facts and from the same legs at the beginning, also for months that were posted:
 * only so is like compared with like. What stands in the books differs from the plan alone by what people decided
 * (rejected lines, adjustments) and by refunds made since; it is shown beside it as `accrued`. Pay is gross, and counts
 * with what is left of it after the refunds made in the time simulated, in the month of its sale.
 */
export async function simulate(trial: Trial): Promise<PlanSimulation> {
  const { client, program, now, periods: most } = trial;
  const periods = await trialPeriods(client, { program, periods: most, now });
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return nothingToTell(trial);
  const draft = draftOf(trial);
  const time = { from: first.from, until: last.until };
  const scope = await trialScope(client, program, time, draft);
  const facts = await loadTrial(client, scope);
  const sides = {
    draft: await TrialSide.open(client, facts, { scope, before: first.active.document }),
    active: await TrialSide.open(client, facts, {
      scope: await trialScope(client, program, time, first.active),
      before: first.active.document,
    }),
  };
  const certificate = new TrialCertificate(settingsOf(trial, periods, scope));
  certificate.network(facts.network);
  for (const side of [sides.draft, sides.active]) certificate.opening(side.opened, facts.network);
  const computing = { ...trial, periods, draft, facts, sides, certificate };
  const { total, months } = await computeMonths(computing);
  return {
    ...(await headOf(trial)),
    note: null,
    periods: months,
    total: presentSums(total),
    changes: await changesOf(total, facts, trial.tx),
    certificate: certificate.digest(),
  };
}

const draftOf = ({ plan: { id, version, effectiveFrom, document } }: Trial) => ({
  id,
  version,
  effectiveFrom,
  document: parsePlan(document),
});

interface Computing extends Omit<Trial, 'periods'> {
  periods: readonly TrialPeriod[];
  draft: ReturnType<typeof draftOf>;
  facts: TrialFacts;
  sides: Record<'draft' | 'active', TrialSide>;
  certificate: TrialCertificate;
}

async function computeMonths(computing: Computing) {
  const { periods, facts, runId, fence } = computing;
  const members = facts.network.ids.length;
  const progress = new Progress(runId, fence);
  await progress.at(members, members * (1 + periods.length * partsOfMonth));
  const total = noSums(members);
  const months: PlanSimulation['periods'] = [];
  for (const period of periods) {
    const sums = await computeMonth(computing, period, () => progress.more(members));
    addMonth(total, sums);
    months.push(await presentMonth(computing, period, sums));
  }
  await progress.finish();
  return { total, months };
}

/** Reading it, and computing each plan. */
const partsOfMonth = 3;

async function computeMonth(
  { client, program, draft, facts, sides, certificate }: Computing,
  period: TrialPeriod,
  partDone: () => Promise<void>,
): Promise<TrialSums> {
  const scope = await trialScope(client, program, period, draft);
  const month = await loadMonth(client, scope, facts);
  const segments = segmentsOf({ ...facts, ranks: undefined }, scope);
  certificate.month(month, segments);
  await partDone();
  const paid = { draft: await sides.draft.pay(client, scope, month, segments) };
  await partDone();
  const active = await trialScope(client, program, period, period.active);
  const sums = { ...paid, active: await sides.active.pay(client, active, month, segments), sold: month.sold };
  await partDone();
  return sums;
}

async function presentMonth({ client, program }: Computing, period: TrialPeriod, sums: TrialSums) {
  const { month, from, until, isOver, isClosed, active } = period;
  const shown = presentSums(sums);
  return {
    ...shown,
    month,
    from: from.toISOString(),
    until: until.toISOString(),
    isOver,
    isClosed,
    active: { ...shown.active, planId: active.id, version: active.version },
    accrued: formatAmount(await accruedIn(client, program.id, period)),
  };
}

async function changesOf({ draft, active }: TrialSums, { network }: TrialFacts, tx: Transaction) {
  const largest = largestChanges(active.byMember, draft.byMember);
  const idOf = (member: number): number => network.ids[member] ?? 0;
  const names = await memberNames(
    largest.map(({ member }) => idOf(member)),
    tx,
  );
  return largest.map(({ member, difference }) => ({
    memberId: idOf(member),
    name: names.get(idOf(member)) ?? '',
    before: formatAmount(active.byMember[member] ?? 0n),
    after: formatAmount(draft.byMember[member] ?? 0n),
    difference: formatAmount(difference),
  }));
}

const settingsOf = ({ plan, program }: Trial, periods: readonly TrialPeriod[], { taxRules }: RunScope) => ({
  program: program.key,
  document: plan.document,
  taxRules,
  periods: periods.map(({ month, until, active }) => [month, until.toISOString(), active.document]),
});

async function headOf({ plan, program, runId, now, tx }: Trial) {
  const document = parsePlan(plan.document);
  return {
    planId: plan.id,
    version: plan.version,
    documentHash: documentHash(plan.document),
    runId,
    simulatedAt: now.toISOString(),
    currency: program.currency,
    paysForPeople: paysForPeople(document),
    warnings: await warningsOf(plan, program, tx),
  };
}

/** Nothing ever happened in the program: that is what its simulation says, and it may be published so. */
async function nothingToTell(trial: Trial): Promise<PlanSimulation> {
  return {
    ...(await headOf(trial)),
    note: 'Nothing has happened in this program yet, so there is nothing to simulate over.',
    periods: [],
    total: presentSums(noSums(0)),
    changes: [],
    certificate: new TrialCertificate(settingsOf(trial, [], { taxRules: [] } as never)).digest(),
  };
}
