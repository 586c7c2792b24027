import { afterAll, describe, expect, test } from '@jest/globals';
import { getCreateTableSQL } from '@agendajs/postgres-backend';
import { z } from 'zod';
import { openAgenda } from '../../src/jobs/agenda.js';
import type { AlarmClock } from '../../src/jobs/agenda.js';
import { job } from '../../src/jobs/job.js';
import type { Job } from '../../src/jobs/job.js';
import { mongoBackend } from '../../src/jobs/mongo-backend.js';
import { postgresBackend } from '../../src/jobs/postgres-backend.js';
import { asOwner, asSuperuser } from '../support/database.js';
import { until } from '../support/until.js';

const mongo = process.env['TEST_MONGODB_URL'];
const reachable = [
  { backend: 'PostgreSQL', open: postgresBackend },
  ...(mongo ? [{ backend: 'MongoDB', open: () => mongoBackend(mongo) }] : []),
];

const opened: AlarmClock[] = [];
afterAll(() => Promise.all(opened.map((clock) => clock.close(500))));

let names = 0;
function recorded(every?: string): { heard: unknown[]; noted: Job } {
  const heard: unknown[] = [];
  const name = `test.job-${String((names += 1))}-${String(process.pid)}`;
  const data = z.object({ number: z.number().optional() });
  const run = (given: unknown) => Promise.resolve(void heard.push(given));
  return { heard, noted: job({ name, data, run, ...(every ? { every } : {}) }) };
}

describe.each(reachable)('the alarm clock on $backend', ({ open }) => {
  const start = async (jobs: readonly Job[], name = 'test') => {
    const clock = await openAgenda({ name, jobs, open });
    opened.push(clock);
    return clock;
  };

  test('runs a job that another process rings, with its data', async () => {
    const { heard, noted } = recorded();
    await start([noted]);
    const web = await start([], 'web');
    await web.ring(noted, { number: 4 });
    await until('it ran', () => heard.length > 0);
    expect(heard).toEqual([{ number: 4 }]);
  });

  test('runs a ring once, though two workers listen', async () => {
    const { heard, noted } = recorded();
    const [clock] = await Promise.all([start([noted], 'one'), start([noted], 'two')]);
    for (let number = 1; number <= 10; number += 1) await clock.ring(noted, { number });
    await until('all ran', () => heard.length >= 10);
    expect(new Set(heard.map((data) => JSON.stringify(data))).size).toBe(10);
    expect(heard).toHaveLength(10);
  });

  test('wakes a repeating job again and again', async () => {
    const { heard, noted } = recorded('1 second');
    await start([noted]);
    await until('it ran twice', () => heard.length >= 2);
    expect(heard[0]).toEqual({});
  });

  test('refuses data that the job does not know, before anything runs, and tries a failed job again', async () => {
    const { heard, noted } = recorded();
    let failures = 0;
    const flaky = job({
      name: `${noted.name}-flaky`,
      data: z.object({}),
      run: () => (failures++ === 0 ? Promise.reject(new Error('once')) : Promise.resolve(heard.push('again'))),
    });
    const clock = await start([noted, flaky]);
    await clock.ring(noted, { number: 'four' });
    await clock.ring(flaky);
    await until('the failed one ran again', () => heard.length > 0);
    expect(heard).toEqual(['again']);
  });

  test('lets a running job finish before it closes', async () => {
    const { heard, noted } = recorded();
    let finish: () => void = () => undefined;
    let isRunning = false;
    const slow = job({
      name: `${noted.name}-slow`,
      data: z.object({}),
      run: () => {
        isRunning = true;
        return new Promise<void>((resolve) => (finish = resolve)).then(() => heard.push('done'));
      },
    });
    const clock = await openAgenda({ name: 'draining', jobs: [slow], open });
    await clock.ring(slow);
    await until('it runs', () => isRunning);
    const closed = clock.close();
    finish();
    await closed;
    expect(heard).toEqual(['done']);
  });
});

describe('the alarm clock on PostgreSQL', () => {
  test('outlives the loss of every connection', async () => {
    const { heard, noted } = recorded();
    const clock = await openAgenda({ name: 'losing', jobs: [noted] });
    opened.push(clock);
    await asSuperuser(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'upline agenda losing'`,
    );
    await until('it can ring again', () =>
      clock.ring(noted, { number: 1 }).then(
        () => true,
        () => false,
      ),
    );
    await until('the job runs', () => heard.length > 0);
    expect(heard[0]).toEqual({ number: 1 });
  });

  test('finds in our migration the very columns that its backend asks for', async () => {
    await asOwner('CREATE SCHEMA asked AUTHORIZATION owner');
    await asOwner(getCreateTableSQL('agenda_jobs').replace('"agenda_jobs"', 'asked."agenda_jobs"'));
    const columns = (schema: string) =>
      asOwner(
        `SELECT column_name, data_type, is_nullable FROM information_schema.columns
         WHERE table_schema = $1 AND table_name = 'agenda_jobs' ORDER BY 1`,
        [schema],
      );
    expect(await columns('public')).toEqual(await columns('asked'));
  });
});
