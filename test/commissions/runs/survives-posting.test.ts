import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../../support/until.js';
import type { BigTown } from './support-big-town.js';
import { halfDone, outcomeOf } from './support-outcome.js';
import {
  Crew,
  approve,
  brokenBooks,
  close,
  endLease,
  leaseOf,
  reaches,
  scattered,
  statusOf,
} from './support-workers.js';

const long_ms = 600_000;
const crew = new Crew();
afterAll(() => crew.dismiss());

describe('a run whose workers are killed again and again while it is posted with approval', () => {
  let plain: Record<string, unknown>;
  let took_ms = 0;
  let town: BigTown;
  beforeAll(async () => {
    const first = await halfDone();
    await Promise.all([crew.hire(), crew.hire()]);
    const run = await close(first);
    await reaches(run.runId, 'review');
    const began = Date.now();
    await approve(run);
    await reaches(run.runId, 'posted');
    took_ms = Date.now() - began;
    plain = await outcomeOf(first);
    town = await halfDone();
  }, long_ms);

  test(
    'comes to the same commissions, wallets, carries and ranks, nothing doubled, and the books balance',
    async () => {
      const run = await close(town);
      await reaches(run.runId, 'review');
      await approve(run);
      let fence = (await leaseOf(run.runId)).fence;
      let killed = 0;
      for (const random of scattered(12)) {
        fence += 1;
        await until(
          'a worker has it',
          async () => crew.owner(run.runId, fence) !== undefined || (await statusOf(run.runId)) === 'posted',
        );
        await pause(random * Math.min(took_ms / 6, 1500));
        const owner = crew.owner(run.runId, fence);
        if (!owner || (await statusOf(run.runId)) === 'posted') break;
        const next = crew.hire();
        await crew.kill(owner);
        await endLease(run.runId);
        await next;
        killed += 1;
      }
      await reaches(run.runId, 'posted');
      expect(killed).toBeGreaterThanOrEqual(3);
      expect(await outcomeOf(town)).toEqual(plain);
      expect(await brokenBooks()).toEqual([]);
    },
    long_ms,
  );
});
