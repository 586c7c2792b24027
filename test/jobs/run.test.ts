import { afterAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { runs } from '../../src/core/run-kind.js';
import type { RunKind, Step } from '../../src/core/run-kind.js';
import { claimRun } from '../../src/core/run-lease.js';
import { takeStep } from '../../src/core/run-step.js';
import { change } from '../../src/db/select.js';
import { workOneRun } from '../../src/jobs/work-runs.js';
import { asOwner, databaseUrl } from '../support/database.js';
import { moveToy, requestToy, toyLines, toyRun, withToyLines } from '../support/toy-runs.js';

withToyLines();

const pool = new Pool({ connectionString: databaseUrl(), max: 3 });
afterAll(() => pool.end());

const work = (kind: RunKind) => workOneRun({ pool, kinds: [kind], signal: new AbortController().signal });
const last = (done: number) => ({ cursor: done, done, isLast: true, total: done });

const writeLine = ({ work: { tx }, runId, fence }: Step, line: number) =>
  change('INSERT INTO toy_lines (run_id, line, fence) VALUES ($1, $2, $3)', [runId, line, fence], tx);

async function once(step: Step) {
  await writeLine(step, 1);
  return last(1);
}

describe('a run', () => {
  test('is one, however often it is asked for', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => requestToy('asked', {}, 'toy.none')));
    expect(new Set(asked.map(({ runId }) => runId)).size).toBe(1);
    expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  test('that only posts goes from queued to posted, and says how far it is', async () => {
    const { runId } = await requestToy('simple', {}, 'toy.simple');
    expect(await work(runs({ kind: 'toy.simple', step: once }))).toBe(true);
    expect(await toyRun(runId)).toMatchObject({ status: 'posted', progress: 1, total: 1, error: null });
    expect((await toyRun(runId)).finishedAt).toBeInstanceOf(Date);
    expect(await work(runs({ kind: 'toy.simple', step: once }))).toBe(false);
  });

  test('that computes waits in review until somebody posts it', async () => {
    const kind = runs({ kind: 'toy.reviewed', compute: () => Promise.resolve(last(3)), step: once });
    const { runId } = await requestToy('reviewed', {}, 'toy.reviewed');
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'review', progress: 3 });
    expect(await work(kind)).toBe(false);
    await moveToy('post', runId);
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'posted', progress: 1 });
    await expect(moveToy('post', runId)).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('that posts by itself after computing does so', async () => {
    const kind = runs({ kind: 'toy.auto', compute: () => Promise.resolve(last(3)), step: once, autoPost: true });
    const { runId } = await requestToy('auto', {}, 'toy.auto');
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'posted', progress: 1 });
    expect(await toyLines(runId)).toHaveLength(1);
  });

  test('that is cancelled while a step is under way undoes that step', async () => {
    const { runId } = await requestToy('cancelled', {}, 'toy.cancelled');
    const kind = runs({
      kind: 'toy.cancelled',
      step: once,
      compute: async (step) => {
        await writeLine(step, 1);
        if (step.cursor !== null) await moveToy('cancel', runId);
        await writeLine(step, 2);
        return { cursor: 1, done: 1, isLast: false };
      },
    });
    const lease = await claimRun(pool, ['toy.cancelled']);
    if (!lease) throw new Error('The run was not claimed.');
    expect(await takeStep(kind, lease)).toBe('more');
    await asOwner('DELETE FROM toy_lines WHERE run_id = $1', [runId]);
    await expect(takeStep(kind, lease)).rejects.toMatchObject({ name: 'LeaseLost' });
    await lease.release();
    expect(await toyLines(runId)).toEqual([]);
    expect(await toyRun(runId)).toMatchObject({ status: 'cancelled' });
    expect(await work(kind)).toBe(false);
  });

  test('whose lease somebody else took cannot write: its step is refused and undone', async () => {
    const kind = runs({ kind: 'toy.fenced', step: once });
    const { runId } = await requestToy('fenced', {}, 'toy.fenced');
    const lease = await claimRun(pool, ['toy.fenced']);
    if (!lease) throw new Error('The run was not claimed.');
    await asOwner('UPDATE run_leases SET fence = fence + 1 WHERE run_id = $1', [runId]);
    await expect(takeStep(kind, lease)).rejects.toMatchObject({ name: 'LeaseLost' });
    await lease.release();
    expect(await toyLines(runId)).toEqual([]);
    expect(await toyRun(runId)).toMatchObject({ status: 'queued' });
  });

  test('with a step that keeps failing has failed, says so without the fault’s own words, and goes on when resumed', async () => {
    let isBroken = true;
    const kind = runs({
      kind: 'toy.broken',
      async step(step) {
        const line = step.cursor === null ? 1 : 2;
        await writeLine(step, line);
        if (line === 2 && isBroken) throw new Error('the second line is broken');
        return { cursor: line, done: 1, isLast: line === 2 };
      },
    });
    const { runId } = await requestToy('broken', {}, 'toy.broken');
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({
      status: 'failed',
      error: 'Something went wrong on our side; the log of the worker says what.',
      result: { failure: { code: 'internal', reason: 'look_in_log' } },
      progress: 1,
    });
    isBroken = false;
    await moveToy('resume', runId);
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'posted', error: null, progress: 2 });
    expect((await toyRun(runId)).result).toEqual({});
    expect((await toyLines(runId)).map(({ line }) => line)).toEqual([1, 2]);
    await expect(moveToy('resume', runId)).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('writes each step into the command log, with the events it caused', async () => {
    const { runId } = await requestToy('logged', {}, 'toy.logged');
    await work(
      runs({
        kind: 'toy.logged',
        step: ({ work: { emit } }) => {
          emit({ type: 'run.posted', runId });
          return Promise.resolve(last(1));
        },
      }),
    );
    const found = await asOwner(
      `SELECT outbox.type, command_log.principal FROM command_log JOIN outbox ON command_log_id = command_log.id
       WHERE command = 'toy.logged.step'`,
    );
    expect(found).toEqual([{ type: 'run.posted', principal: 'system' }]);
  });
});
