import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Pool } from 'pg';
import { z } from 'zod';
import { logger } from '../../config/logger.js';
import { runs } from '../../src/core/run-kind.js';
import type { RunKind, Step } from '../../src/core/run-kind.js';
import { change, selectOne } from '../../src/db/select.js';
import { workOneRun } from '../../src/jobs/work-runs.js';
import { admit } from '../support/admit.js';
import { asSuperuser, databaseUrl } from '../support/database.js';
import { requestToy, toyLines, toyRun, withToyLines } from '../support/toy-runs.js';
import { until } from '../support/until.js';

withToyLines();

const pool = new Pool({ connectionString: databaseUrl(), max: 3 });
pool.on('error', () => undefined);
afterAll(() => pool.end());

let warned: jest.SpiedFunction<typeof logger.warn>;
beforeAll(() => {
  warned = jest.spyOn(logger, 'warn');
});
afterEach(() => {
  warned.mockClear();
});

const work = (kind: RunKind, signal = new AbortController().signal) =>
  workOneRun({ pool, kinds: [kind], signal, patience_ms: 50 });

const writeLine = ({ work: { tx }, runId, fence }: Step, line: number) =>
  change('INSERT INTO toy_lines (run_id, line, fence) VALUES ($1, $2, $3)', [runId, line, fence], tx);

const fell =
  'The database fell 10 times in a row in the midst of the same step, and was back each time. ' +
  'What the step asks for may be what makes it fall; its own log says more.';

const done = { cursor: 1, done: 1, isLast: true };

/** Ends the backend that the step itself works on. */
async function endBackend({ work: { tx } }: Step): Promise<void> {
  const backend = await selectOne('SELECT pg_backend_pid() AS pid', [], z.object({ pid: z.number() }), tx);
  await asSuperuser('SELECT pg_terminate_backend($1, 5000)', [backend?.pid]);
}

describe('a run whose database goes away', () => {
  test('four times within one step, waits for it and goes on', async () => {
    let ended = 0;
    const kind = runs({
      kind: 'toy.cut-off',
      async step(step) {
        await writeLine(step, 1);
        if (ended++ < 4) await endBackend(step);
        await writeLine(step, 2);
        return done;
      },
    });
    const { runId } = await requestToy('cut-off', {}, 'toy.cut-off');
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'posted', error: null });
    expect((await toyLines(runId)).map(({ line }) => line)).toEqual([1, 2]);
    expect(warned).toHaveBeenCalledTimes(4);
  });

  test('and lets nobody in for longer than any number of attempts, goes on once it does', async () => {
    const kind = runs({
      kind: 'toy.refused',
      async step(step) {
        await writeLine(step, 1);
        if (warned.mock.calls.length === 0) {
          await admit(0);
          await endBackend(step);
        }
        await writeLine(step, 2);
        return done;
      },
    });
    const { runId } = await requestToy('refused', {}, 'toy.refused');
    const working = work(kind);
    await until('it was refused often', () => warned.mock.calls.length > 20);
    await admit(-1);
    await working;
    expect(await toyRun(runId)).toMatchObject({ status: 'posted', error: null });
  });

  test('ten times in the midst of one step, and is back each time, has failed and says so', async () => {
    let begun = 0;
    const kind = runs({
      kind: 'toy.falling',
      async step(step) {
        begun += 1;
        await writeLine(step, 1);
        await endBackend(step);
        await writeLine(step, 2);
        return done;
      },
    });
    const { runId } = await requestToy('falling', {}, 'toy.falling');
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'failed', error: fell });
    expect([begun, await toyLines(runId)]).toEqual([10, []]);
  });

  test('the tenth time too, and stays away, is told that it failed once it is back', async () => {
    let begun = 0;
    const kind = runs({
      kind: 'toy.fallen',
      async step(step) {
        begun += 1;
        if (begun === 10) await admit(0);
        await endBackend(step);
        await writeLine(step, 1);
        return done;
      },
    });
    const { runId } = await requestToy('fallen', {}, 'toy.fallen');
    const working = work(kind);
    await until('it could not be told', () => warned.mock.calls.length > 15);
    await admit(-1);
    await working;
    expect(await toyRun(runId)).toMatchObject({ status: 'failed', error: fell });
    expect(begun).toBe(10);
  });

  test('ten times, but between steps that are done, goes on', async () => {
    let begun = 0;
    const kind = runs({
      kind: 'toy.stumbling',
      async step(step) {
        begun += 1;
        if (begun % 2 === 1) await endBackend(step);
        const line = Number(step.cursor) + 1;
        await writeLine(step, line);
        return { cursor: line, done: 1, isLast: line === 11 };
      },
    });
    const { runId } = await requestToy('stumbling', {}, 'toy.stumbling');
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'posted', error: null });
    expect((await toyLines(runId)).length).toBe(11);
  });

  test('lets the worker stop while it waits, and is taken again', async () => {
    let isAway = true;
    const stop = new AbortController();
    const kind = runs({
      kind: 'toy.stopped',
      async step(step) {
        await writeLine(step, 1);
        if (isAway) await endBackend(step);
        await writeLine(step, 2);
        return done;
      },
    });
    const { runId } = await requestToy('stopped', {}, 'toy.stopped');
    const working = work(kind, stop.signal);
    await until('it waits', () => warned.mock.calls.length >= 4);
    stop.abort();
    await working;
    expect(await toyRun(runId)).toMatchObject({ status: 'queued', error: null });
    isAway = false;
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'posted' });
  });

  test('between faults of its own, fails by those alone', async () => {
    let tried = 0;
    const kind = runs({
      kind: 'toy.both',
      async step(step) {
        tried += 1;
        if (tried % 2 === 1) await endBackend(step);
        await writeLine(step, 1);
        throw new Error('the line is broken');
      },
    });
    const { runId } = await requestToy('both', {}, 'toy.both');
    await work(kind);
    expect(await toyRun(runId)).toMatchObject({ status: 'failed' });
    expect(tried).toBe(6);
  });
});
