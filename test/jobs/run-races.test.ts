import { describe, expect, test } from '@jest/globals';
import { asOwner, asSuperuser } from '../support/database.js';
import { startProgram } from '../support/programs.js';
import { moveToy, numbersTo, requestToy, toyLines, toyRun, withToyLines } from '../support/toy-runs.js';
import { isAlive, until } from '../support/until.js';

withToyLines();

const startToy = () => startProgram('test/support/toy-worker');
const linesOf = async (runId: number) => (await toyLines(runId)).map(({ line }) => line);
const hasLines = (runId: number, count: number) => async () => (await toyLines(runId)).length >= count;
/** Asked past the pool, whose connections one test cuts. */
const isPosted = (runId: number) => async () =>
  (await asOwner('SELECT FROM runs WHERE id = $1 AND status = $2', [runId, 'posted'])).length > 0;

describe('a run', () => {
  test('whose worker is killed goes on in another, every line once', async () => {
    const first = await startToy();
    const { runId } = await requestToy('killed', { lines: 12, pause_ms: 100 });
    await until('the first worker has written some lines', hasLines(runId, 3));
    await first.stop('SIGKILL');
    const second = await startToy();
    await until('the second one has finished', isPosted(runId));
    expect(await linesOf(runId)).toEqual(numbersTo(12));
    expect((await toyLines(runId)).at(-1)?.fence).toBe('2');
    expect((await toyRun(runId)).progress).toBe(12);
    await second.stop();
  });

  test('whose worker froze past its lease is taken over, and what the frozen one does next counts for nothing', async () => {
    const frozen = await startToy();
    const { runId } = await requestToy('frozen', { lines: 6, pause_ms: 400 });
    await until('the first worker has written a line', hasLines(runId, 1));
    process.kill(frozen.pid, 'SIGSTOP');
    const second = await startToy();
    await until('the second one has finished', isPosted(runId));
    const finished = await toyLines(runId);
    process.kill(frozen.pid, 'SIGCONT');
    await until('the first one has found out', () => frozen.output().includes('a step of a run'));
    expect(isAlive(frozen.pid)).toBe(true);
    expect(await toyLines(runId)).toEqual(finished);
    expect(finished.map(({ line }) => line)).toEqual(numbersTo(6));
    expect(new Set(finished.map(({ fence }) => fence))).toEqual(new Set(['1', '2']));
    expect((await toyRun(runId)).status).toBe('posted');
    await Promise.all([frozen.stop(), second.stop()]);
  });

  test('whose worker is told to stop ends its step, exits 0 and leaves the run to the next at once', async () => {
    const first = await startToy();
    const { runId } = await requestToy('stopped', { lines: 20, pause_ms: 150 });
    await until('it is under way', hasLines(runId, 2));
    const asked = Date.now();
    expect(await first.stop('SIGTERM')).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
    const second = await startToy();
    await until('the next one goes on', async () => (await toyLines(runId)).some(({ fence }) => fence === '2'));
    await until('it is done', isPosted(runId));
    expect(await linesOf(runId)).toEqual(numbersTo(20));
    await second.stop();
  });

  test('is one of many that two workers share: each is done once', async () => {
    const workers = await Promise.all([startToy(), startToy()]);
    const keys = numbersTo(10).map((number) => `shared ${String(number)}`);
    const asked = await Promise.all([...keys, ...keys].map((key) => requestToy(key, { lines: 5, pause_ms: 10 })));
    const runIds = [...new Set(asked.map(({ runId }) => runId))];
    expect(runIds).toHaveLength(10);
    for (const runId of runIds) await until('it is done', isPosted(runId));
    for (const runId of runIds) expect(await linesOf(runId)).toEqual(numbersTo(5));
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  test('that was cancelled under way stops; posting that has begun cannot be cancelled', async () => {
    const worker = await startToy();
    const { runId } = await requestToy('posting', { lines: 10, pause_ms: 100 });
    await until('it is under way', hasLines(runId, 1));
    await expect(moveToy('cancel', runId)).rejects.toMatchObject({ code: 'wrong_state' });
    await until('it is done', isPosted(runId));
    await worker.stop();
  });

  test('goes on when its worker loses every connection to the database', async () => {
    const worker = await startToy();
    const { runId } = await requestToy('cut off', { lines: 12, pause_ms: 100 });
    await until('it is under way', hasLines(runId, 2));
    await asSuperuser(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name LIKE 'upline%' AND pid <> pg_backend_pid()`,
    );
    await until('it is done', isPosted(runId));
    expect(await linesOf(runId)).toEqual(numbersTo(12));
    expect(isAlive(worker.pid)).toBe(true);
    await worker.stop();
  });
});
