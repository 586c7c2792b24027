import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { logger } from '../../config/logger.js';
import { openAgenda } from '../../src/jobs/agenda.js';
import { job } from '../../src/jobs/job.js';
import { loop } from '../../src/jobs/loop.js';
import { postgresBackend } from '../../src/jobs/postgres-backend.js';
import { admit } from '../support/admit.js';
import { asSuperuser } from '../support/database.js';
import { until } from '../support/until.js';

const away = 'the database is away';
const again = 'the database answers again';

let told: unknown[];
beforeEach(() => {
  told = [];
  for (const level of ['warn', 'error'] as const)
    jest.spyOn(logger, level).mockImplementation((...[, line]: unknown[]) => void told.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('while the database is away', () => {
  test('a loop says so once, and once that it goes on; other faults it tells each time', async () => {
    const refused = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    const broken = () => Promise.reject(new Error('broken'));
    const well = () => Promise.resolve(false);
    const turns = [well, refused, refused, refused, well, well, broken, broken, refused, well];
    const stop = new AbortController();
    const turn = () => {
      const next = turns.shift() ?? well;
      if (turns.length === 0) stop.abort();
      return next();
    };
    await loop({ name: 'test', pause_ms: 0, signal: stop.signal, turn });
    const fault = 'a turn of the worker failed';
    expect(told).toEqual([away, again, fault, fault, away, again]);
  });

  test('the alarm clock tells of that and of its end, and not of every try between', async () => {
    let tries = 0;
    const open = async (name: string) => {
      const opening = await postgresBackend(name);
      opening.backend.notificationChannel?.on('error', () => (tries += 1));
      return opening;
    };
    const jobs = [job({ name: 'test.often', every: '1 second', data: z.object({}), run: () => Promise.resolve() })];
    const clock = await openAgenda({ name: 'waiting', jobs, open });
    await admit(0);
    await asSuperuser('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      'upline agenda waiting',
    ]);
    await until('it tried often', () => tries >= 30);
    await admit(-1);
    await until('it goes on', () => told.at(-1) === again);
    await clock.close(500);
    // A connection that lives a moment longer than the others may answer in between: at most a pair for each of four.
    expect(new Set(told)).toEqual(new Set([away, again]));
    expect(told.length).toBeLessThanOrEqual(8);
  });
});
