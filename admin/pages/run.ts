import { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { payByKind } from '../../src/commissions/runs/pay-by-kind.js';
import { peoplePay } from '../../src/commissions/runs/read/people-pay.js';
import { NotFound } from '../../src/core/errors.js';
import { programOf } from '../../src/core/policy.js';
import { Run } from '../../src/core/run.js';
import { page } from '../pages.js';
import type { PageRequest } from '../pages.js';
import { finance } from '../policies.js';
import { payOf } from './run-figures.js';
import { differingLines, linesOf, topLines } from './run-lines.js';
import { offersOn } from './run-offers.js';
import { stepsOf } from './run-steps.js';
import { summariesOf } from './run-summary.js';
import { verificationOf } from './run-verification.js';
import { whyIn } from './run-why.js';

/** One run over commissions: how it came about, what it computed, what it would post, and whether that still holds. */
export const commissionRun = page({
  name: 'commission-run',
  component: 'RunPage',
  icon: 'PlayCircle',
  group: 'money',
  see: finance,
  isHidden: true,
  async read(request) {
    const row = await rowOf(request);
    const { query } = request;
    if (query['tab'] === 'lines') return linesOf(row, request);
    return query['tab'] === 'why' ? whyIn(row, request) : reportOf(row, request);
  },
});

async function rowOf({ person, query }: PageRequest): Promise<CommissionRun> {
  const runId = /^\d{1,15}$/.test(query['id'] ?? '') ? Number(query['id']) : 0;
  const where = { runId, programId: programOf(person.actor) };
  const row = await CommissionRun.findOne({ where, include: [{ model: Run, as: 'run' }] });
  if (!row?.run) throw new NotFound('run');
  return row;
}

async function reportOf(row: CommissionRun, { person }: PageRequest) {
  const { runId, programId, run } = row;
  if (!run) throw new NotFound('run');
  const [[summary], offered, steps, verification] = await Promise.all([
    summariesOf(person, { runId }, 1),
    offersOn(runId, person),
    stepsOf(run, person),
    verificationOf(programId, runId, person),
  ]);
  return {
    run: { ...summary, offered },
    steps,
    verification,
    report: row.fence === null ? null : await figuresOf(row, run, person),
  };
}

async function figuresOf(row: CommissionRun, { result }: Run, person: PageRequest['person']) {
  const { totals, certificate, computedAt } = row;
  if (!totals) return null;
  const paid = Object.values(payByKind(totals)).reduce((sum, amount) => sum + amount, 0n);
  const [top, differing] = await Promise.all([
    topLines(row, person),
    totals.differing > 0 ? differingLines(row, person) : [],
  ]);
  return {
    totals,
    pay: payOf(paid, totals.sold),
    ...(await peoplePay(row)),
    certificate,
    computedAt,
    seconds: secondsIn(result),
    top,
    differing,
  };
}

/** What computing took in all. */
function secondsIn(result: Record<string, unknown> | null): number | null {
  const laps = result?.['seconds'];
  if (typeof laps !== 'object' || laps === null) return null;
  return Object.values(laps as Record<string, number>).reduce((sum, seconds) => sum + seconds, 0);
}
