import { z } from 'zod';
import type { Step, StepResult } from '../../../core/run-kind.js';
import { Run } from '../../../core/run.js';
import { select } from '../../../db/select.js';
import type { CommissionRun } from '../commission-run.js';
import { compute } from '../compute.js';
import type { RunPlace } from '../load/sources.js';
import { Progress } from '../progress.js';
import { scopeOfRun } from '../scope-of-run.js';
import { inSnapshot } from '../snapshot.js';
import { compareCarried } from './compare-carried.js';
import { compareCertificates } from './compare-certificates.js';
import { comparePosted } from './compare-posted.js';
import { compareTables } from './compare-tables.js';
import { most_listed } from './difference.js';
import type { Found } from './difference.js';
import { intoScratch } from './scratch.js';
import { placesSince } from './places-since.js';

const input = z.object({ runId: z.number() });
const opened = z.object({ isOpened: z.literal(true) }).nullable();

/** What a verification comes to. */
export interface Verification {
  ofRunId: number;
  isIdentical: boolean;
  /** At most 100. */
  differences: Found['differences'];
  /** How many differences there are, by table. */
  counts: Record<string, number>;
}

/** Computes a run again, in a snapshot and into tables of its own, and sets it against what stands. */
export async function verifyStep(step: Step): Promise<StepResult> {
  if (opened.parse(step.cursor) === null) return { cursor: { isOpened: true }, done: 0, isLast: false };
  const { tx } = step.work;
  await select(`SELECT set_config('statement_timeout', '0', true)`, [], z.unknown(), tx);
  const { row, scope } = await scopeOfRun(input.parse(step.input).runId, tx);
  row.run = await Run.findByPk(row.runId, { transaction: tx, rejectOnEmpty: true });
  const outlet = await intoScratch(placeOf(row), tx);
  const { computed, later } = await inSnapshot(async (client) => {
    const later = await placesSince(client, row);
    const progress = new Progress(step.runId, step.fence);
    const since = [placeOf(row), ...later];
    return {
      later,
      computed: await compute({ scope, client, tx, progress, since, outlet: () => Promise.resolve(outlet) }),
    };
  });
  const found = [
    compareCertificates(row, computed.certificate),
    ...(await compareTables(placeOf(row), tx)),
    await comparePosted(row, tx),
    await compareCarried({ row, scope, later }, tx),
  ];
  return { cursor: null, done: 0, isLast: true, result: { ...verificationOf(row, found) } };
}

const placeOf = ({ runId, part, fence }: CommissionRun): RunPlace => ({ runId, part, fence: fence ?? 0 });

function verificationOf({ runId }: CommissionRun, found: readonly Found[]): Verification {
  const differing = found.filter(({ count }) => count > 0);
  return {
    ofRunId: runId,
    isIdentical: differing.length === 0,
    differences: differing.flatMap(({ differences }) => differences).slice(0, most_listed),
    counts: Object.fromEntries(differing.map(({ table, count }) => [table, count])),
  };
}
