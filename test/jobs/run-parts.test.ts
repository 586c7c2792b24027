import { EventEmitter, once } from 'node:events';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { runs } from '../../src/core/run-kind.js';
import type { Step } from '../../src/core/run-kind.js';
import { claimRun } from '../../src/core/run-lease.js';
import type { Lease } from '../../src/core/run-lease.js';
import { failRun, takeStep } from '../../src/core/run-step.js';
import type { Work } from '../../src/core/work.js';
import { change } from '../../src/db/select.js';
import { asOwner, databaseUrl } from '../support/database.js';
import { moveToy, requestToy, toyLines, toyRun, withToyLines } from '../support/toy-runs.js';

withToyLines();

const pool = new Pool({ connectionString: databaseUrl(), max: 3 });
const held: Lease[] = [];
afterEach(() => Promise.all(held.splice(0).map((lease) => lease.release())));
afterAll(() => pool.end());

const last = (done: number) => ({ cursor: null, done, isLast: true });
const insert = 'INSERT INTO toy_lines (run_id, line, fence) VALUES ($1, $2, $3) ON CONFLICT (run_id, line) DO NOTHING';

const writes =
  ({ runId, fence }: Step, line: number) =>
  ({ tx }: Work) =>
    change(insert, [runId, line, fence], tx);

async function claimed(name: string): Promise<Lease> {
  await requestToy(name, {}, `toy.${name}`);
  const lease = await claimRun(pool, [`toy.${name}`]);
  if (!lease) throw new Error('The run was not claimed.');
  held.push(lease);
  return lease;
}

const linesOf = async ({ runId }: Lease) => (await toyLines(runId)).map(({ line }) => line);

const backendsOf = async ({ runId }: Lease): Promise<number[]> => {
  const [row] = await asOwner<{ pids: number[] }>('SELECT backend_pids AS pids FROM run_leases WHERE run_id = $1', [
    runId,
  ]);
  return row?.pids ?? [];
};

/** Opens for everybody once all have come. */
function gate(count: number): () => Promise<void> {
  const opened = new EventEmitter();
  const opening = once(opened, 'open');
  let come = 0;
  return async () => {
    come += 1;
    if (come === count) opened.emit('open');
    await opening;
  };
}

describe('a step in parts', () => {
  test('does them at the same time, by backends noted beside its own, and has the answers in order', async () => {
    const lease = await claimed('parts');
    const meet = gate(3);
    let backends: number[] = [];
    const kind = runs({
      kind: 'toy.parts',
      async step(step) {
        const part = (line: number) => async (work: Work) => {
          const done = await writes(step, line)(work);
          await meet();
          if (line === 1) backends = await backendsOf(lease);
          return done * line;
        };
        expect(await step.atOnce([part(1), part(2), part(3)])).toEqual([1, 2, 3]);
        return last(3);
      },
    });
    expect(await takeStep(kind, lease)).toBe('over');
    expect(await linesOf(lease)).toEqual([1, 2, 3]);
    expect(new Set(backends).size).toBe(4);
    expect(await toyRun(lease.runId)).toMatchObject({ status: 'posted', progress: 3 });
  });

  test('of which one fails waits for the others, fails, and is done again whole, each line once', async () => {
    const lease = await claimed('failing');
    let attempts = 0;
    const kind = runs({
      kind: 'toy.failing',
      async step(step) {
        attempts += 1;
        const meet = gate(2);
        const first = async (work: Work) => {
          await writes(step, 1)(work);
          await meet();
          if (attempts === 1) throw new Error('no luck');
        };
        const second = async (work: Work) => {
          await meet();
          await writes(step, 2)(work);
        };
        await step.atOnce([first, second]);
        return last(2);
      },
    });
    await expect(takeStep(kind, lease)).rejects.toThrow('no luck');
    expect(await linesOf(lease)).toEqual([2]);
    expect(await takeStep(kind, lease)).toBe('over');
    expect(await linesOf(lease)).toEqual([1, 2]);
  });

  test('of which one is committed when the run fails cannot be stopped any more, and goes on', async () => {
    const lease = await claimed('half-posted');
    let isBroken = true;
    const kind = runs({
      kind: 'toy.half-posted',
      async step(step) {
        const second = async (work: Work) => {
          if (isBroken) throw new Error('no luck');
          return writes(step, 2)(work);
        };
        await step.atOnce([writes(step, 1), second]);
        return last(2);
      },
    });
    const fault: unknown = await takeStep(kind, lease).catch((error: unknown) => error);
    await failRun(lease, fault);
    expect(await linesOf(lease)).toEqual([1]);
    await expect(moveToy('cancel', lease.runId)).rejects.toMatchObject({ code: 'wrong_state' });
    isBroken = false;
    await moveToy('resume', lease.runId);
    expect(await takeStep(kind, lease)).toBe('over');
    expect(await linesOf(lease)).toEqual([1, 2]);
    expect(await toyRun(lease.runId)).toMatchObject({ status: 'posted', cursor: { phase: 'posting', at: null } });
  });

  test('of a run that is stopped meanwhile writes nothing, in no part', async () => {
    const lease = await claimed('stopped');
    const kind = runs({
      kind: 'toy.stopped',
      async step(step) {
        const meet = gate(2);
        const wait = async (work: Work) => {
          await meet();
          return writes(step, 1)(work);
        };
        const stop = async (work: Work) => {
          await moveToy('cancel', lease.runId);
          await meet();
          return writes(step, 2)(work);
        };
        await step.atOnce([wait, stop]);
        return last(2);
      },
    });
    await expect(takeStep(kind, lease)).rejects.toMatchObject({ name: 'LeaseLost' });
    expect(await linesOf(lease)).toEqual([]);
    expect((await toyRun(lease.runId)).status).toBe('cancelled');
  });

  test('that emits beside others fails: its event would be lost, or come twice', async () => {
    const lease = await claimed('telling');
    const kind = runs({
      kind: 'toy.telling',
      async step(step) {
        const tell = async (work: Work) => {
          work.emit({ type: 'run.posted', runId: step.runId });
          return writes(step, 1)(work);
        };
        await step.atOnce([tell, writes(step, 2)]);
        return last(2);
      },
    });
    await expect(takeStep(kind, lease)).rejects.toThrow('emits nothing');
    expect(await linesOf(lease)).toEqual([2]);
  });

  test('that somebody took over meanwhile writes nothing, in no part', async () => {
    const lease = await claimed('lost');
    const kind = runs({
      kind: 'toy.lost',
      async step(step) {
        const meet = gate(2);
        const wait = async (work: Work) => {
          await meet();
          return writes(step, 1)(work);
        };
        const lose = async (work: Work) => {
          await asOwner('UPDATE run_leases SET fence = fence + 1 WHERE run_id = $1', [lease.runId]);
          await meet();
          return writes(step, 2)(work);
        };
        await step.atOnce([wait, lose]);
        return last(2);
      },
    });
    await expect(takeStep(kind, lease)).rejects.toMatchObject({ name: 'LeaseLost' });
    expect(await linesOf(lease)).toEqual([]);
  });

  test('that froze is ended in all its parts before anybody else may go on', async () => {
    const lease = await claimed('frozen');
    const taken: Lease[] = [];
    const kind = runs({
      kind: 'toy.frozen',
      async step(step) {
        const [meet, part] = [gate(2), gate(2)];
        const wait = (line: number) => async (work: Work) => {
          await writes(step, line)(work);
          await meet();
          if (line === 1) taken.push(await takenOver(lease));
          await part();
          await writes(step, line + 2)(work);
        };
        await step.atOnce([wait(1), wait(2)]);
        return last(2);
      },
    });
    await expect(takeStep(kind, lease)).rejects.toThrow();
    expect(taken.map(({ fence }) => fence)).toEqual([lease.fence + 1]);
    expect(await linesOf(lease)).toEqual([]);
  });
});

/** As if its owner had been silent for too long. */
async function takenOver({ runId, kind }: Lease): Promise<Lease> {
  await asOwner('UPDATE run_leases SET lease_until = clock_timestamp() WHERE run_id = $1', [runId]);
  const lease = await claimRun(pool, [kind]);
  if (!lease) throw new Error('The run was not taken over.');
  held.push(lease);
  return lease;
}
