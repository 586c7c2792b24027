import { z } from 'zod';
import { findOrRefuse } from '../../../core/lock.js';
import { id } from '../../../core/parse.js';
import { query } from '../../../core/query.js';
import { Run } from '../../../core/run.js';
import { presentRun, runsSeenBy } from '../../../jobs/run-list.js';
import { memberNames } from '../../../network/names.js';
import { programById } from '../../../programs/find-program.js';
import { CommissionRun } from '../commission-run.js';
import { Period } from '../period.js';
import { mayRequestRuns } from '../request-run.js';
import type { RunTotals } from '../totals.js';
import { verificationsOf } from '../verify/request-verify.js';
import type { Verification } from '../verify/verify-step.js';
import { peoplePay } from './people-pay.js';
import type { CommissionsReport, RunReport, VerificationReport } from './report-answer.js';

const verifications_shown = 5;

/** What is known of a run; read from what it stored, so a large one answers as quickly as a small one. */
export const runReport = query({
  name: 'run.report',
  input: z.strictObject({ runId: id }),
  allow: mayRequestRuns,

  async run({ input: { runId }, actor }): Promise<RunReport> {
    const run = await findOrRefuse(Run, runId, runsSeenBy(actor));
    const row = await CommissionRun.findByPk(runId, { attributes: { exclude: ['batches', 'memberBatches'] } });
    return { ...presentRun(run), commissions: row && (await reportOf(row, run)) };
  },
});

async function reportOf(row: CommissionRun, { result }: Run): Promise<CommissionsReport> {
  const { runId, programId, kind, memberId, certificate, totals, approves } = row;
  const [period, program, verifications] = await Promise.all([
    Period.findByPk(row.periodId, { rejectOnEmpty: true }),
    programById(programId),
    verificationsFor(programId, runId),
  ]);
  return {
    ...{ kind, memberId },
    ...(await peoplePay(row)),
    month: period.month,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    currency: program.currency,
    computedAt: row.computedAt?.toISOString() ?? null,
    certificate: certificate && { ...certificate },
    totals: totals && (await namedTotals(totals)),
    isPostedWithApproval: approves,
    ...said.parse(result ?? {}),
    verifications,
  };
}

/** What the computation said of itself. */
const said = z.object({
  blocked: z.string().nullable().default(null),
  seconds: z.record(z.string(), z.number()).default({}),
});

async function namedTotals({
  top,
  lines,
  joins: _joins,
  ...totals
}: RunTotals): Promise<NonNullable<CommissionsReport['totals']>> {
  const names = await memberNames(top.map(({ memberId }) => memberId));
  return {
    ...totals,
    lines: Object.fromEntries(Object.entries(lines).map(([kind, states]) => [kind, { ...states }])),
    top: top.map((line) => ({ ...line, memberName: names.get(line.memberId) ?? '' })),
  };
}

async function verificationsFor(programId: number, runId: number): Promise<VerificationReport[]> {
  const where = verificationsOf(programId, runId);
  const runs = await Run.findAll({ where, order: [['id', 'DESC']], limit: verifications_shown });
  return runs.map(verificationReport);
}

function verificationReport(run: Run): VerificationReport {
  const { id: runId, status, progress, total, createdAt, finishedAt, result } = run;
  const found = (result ?? {}) as Partial<Verification>;
  return {
    ...{ runId, status, progress, total },
    requestedAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    isIdentical: found.isIdentical ?? null,
    differences: (found.differences ?? []).map((difference) => ({ ...difference })),
    counts: found.counts ?? {},
  };
}
