import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { runReport } from '../../src/commissions/runs/read/run-report.js';
import type { Actor } from '../../src/core/actor.js';
import { requestRun } from '../../src/core/run.js';
import { runs } from '../../src/core/run-kind.js';
import { cancelRun, postRun, resumeRun } from '../../src/jobs/change-run.js';
import { listRuns } from '../../src/jobs/run-list.js';
import { workOneRun } from '../../src/jobs/work-runs.js';
import { databaseUrl } from '../support/database.js';
import { asSystem, person, programWith } from '../leads/office.js';

const pool = new Pool({ connectionString: databaseUrl(), max: 3 });
afterAll(() => pool.end());

let owner: Actor;
let programId: number;
beforeAll(async () => {
  const program = await programWith();
  programId = program.id;
  owner = await person('owner', program);
});

const queued = async (key: string, of = programId): Promise<number> =>
  (await asSystem((work) => requestRun(work, { kind: 'toy.seen', key, programId: of }))).runId;

const reviewed = runs({
  kind: 'toy.seen',
  compute: () => Promise.resolve({ cursor: 1, done: 5, isLast: true, total: 5 }),
  step: () => Promise.resolve({ cursor: 1, done: 5, isLast: true }),
});
const work = () => workOneRun({ pool, kinds: [reviewed], signal: new AbortController().signal });

describe('a run in the office', () => {
  test('is cancelled once, and then no worker takes it', async () => {
    const runId = await queued('cancelled');
    expect((await cancelRun(owner, { runId })).status).toBe('cancelled');
    await expect(cancelRun(owner, { runId })).rejects.toMatchObject({ code: 'wrong_state' });
    expect(await work()).toBe(false);
  });

  test('shows how far it is, and is posted once somebody has looked', async () => {
    const runId = await queued('posted');
    await expect(postRun(owner, { runId })).rejects.toMatchObject({ code: 'wrong_state' });
    await work();
    expect(await runReport(owner, { runId })).toMatchObject({ status: 'review', progress: 5, total: 5 });
    expect((await postRun(owner, { runId })).status).toBe('posting');
    await work();
    const page = await listRuns(owner, { status: 'posted' });
    expect(page.data.map(({ id }) => id)).toContain(runId);
  });

  test('that has not failed cannot be resumed', async () => {
    const runId = await queued('resumed');
    await expect(resumeRun(owner, { runId })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('of another program is not there; a telemarketer sees none', async () => {
    const other = await programWith();
    const runId = await queued('foreign', other.id);
    const elsewhere: Actor = { ...owner, programId: other.id + 1 };
    await expect(runReport(elsewhere, { runId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancelRun(elsewhere, { runId })).rejects.toMatchObject({ code: 'not_found' });
    const telemarketer = await person('telemarketer', other);
    await expect(cancelRun(telemarketer, { runId })).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(listRuns(telemarketer, {})).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
