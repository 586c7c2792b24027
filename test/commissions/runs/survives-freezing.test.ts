import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import { until } from '../../support/until.js';
import { bigTown, refundSome, storedBy } from './support-big-town.js';
import { Crew, approve, cancel, close, leaseOf, reaches, statusOf } from './support-workers.js';
import { rowOf, runOf } from './town.js';

const long_ms = 300_000;
const crew = new Crew();
afterEach(() => crew.dismiss());

const linesBy = (runId: number) =>
  asOwner('SELECT fence, count(*)::int AS lines FROM run_lines WHERE run_id = $1 GROUP BY 1 ORDER BY 1', [runId]);

const credits = (runId: number) =>
  asOwner(
    `SELECT (SELECT count(*)::int FROM commissions WHERE run_id = $1) AS lines,
      (SELECT count(*)::int FROM postings WHERE reference LIKE 'run/' || $1 || '/%') AS postings,
      (SELECT sum(balance)::text FROM accounts WHERE address LIKE 'member:%') AS balances`,
    [runId],
  );

describe('a worker that froze past its lease', () => {
  test(
    'while it computed writes nothing more, neither lines nor progress, once another has computed the run',
    async () => {
      const town = await bigTown(14_000);
      const frozen = await crew.hire();
      const plain = await close(town);
      await reaches(plain.runId, 'review');
      const expected = await storedBy(plain.runId);
      await cancel(plain);

      const { runId } = await close(town);
      await until('it has begun to compute', async () => (await runOf({ runId })).progress > 0);
      process.kill(frozen.pid, 'SIGSTOP');
      expect(await statusOf(runId)).toBe('computing');
      const other = await crew.hire();
      await reaches(runId, 'review');
      const [run, row, lines] = [await runOf({ runId }), await rowOf({ runId }), await linesBy(runId)];
      process.kill(frozen.pid, 'SIGCONT');
      await until('it has found out', () => frozen.output().includes('a step of a run counts for nothing'));
      expect(await storedBy(runId)).toEqual(expected);
      expect((await runOf({ runId })).get()).toEqual(run.get());
      expect((await rowOf({ runId })).get()).toEqual(row.get());
      expect(await linesBy(runId)).toEqual(lines);
      expect(lines).toEqual([{ fence: 2, lines: expect.any(Number) }]);
      expect((await leaseOf(runId)).fence).toBe(2);

      await cancel(row);
      const next = await close(town);
      await crew.kill(other);
      await reaches(next.runId, 'review');
      expect(await storedBy(next.runId)).toEqual(expected);
    },
    long_ms,
  );

  test(
    'while it posted credits nothing more, once another has posted the run',
    async () => {
      const town = await bigTown(12_000);
      await refundSome(town, 12);
      const frozen = await crew.hire();
      const run = await close(town);
      await reaches(run.runId, 'review');
      await approve(run);
      const fence = (await leaseOf(run.runId)).fence + 1;
      await until('it posts', () => crew.owner(run.runId, fence) !== undefined);
      await pause(200);
      process.kill(frozen.pid, 'SIGSTOP');
      expect(await statusOf(run.runId)).toBe('posting');
      await crew.hire();
      await reaches(run.runId, 'posted');
      const before = await credits(run.runId);
      process.kill(frozen.pid, 'SIGCONT');
      await until('it has found out', () => frozen.output().includes('a step of a run counts for nothing'));
      expect(await credits(run.runId)).toEqual(before);
      expect(await statusOf(run.runId)).toBe('posted');
      expect((await leaseOf(run.runId)).fence).toBe(fence + 1);
    },
    long_ms,
  );
});
