import { Agenda, exponential } from 'agenda';
import { env } from '../../config/env.js';
import { logger } from '../../config/logger.js';
import type { Backend } from './backend.js';
import type { Job } from './job.js';
import { mongoBackend } from './mongo-backend.js';
import { postgresBackend } from './postgres-backend.js';

/** Agenda, where it keeps its jobs, and how to end it. */
export interface AlarmClock {
  readonly agenda: Agenda;
  /** Asks for one run of a job as soon as a worker is free. */
  ring(job: Job, data?: Record<string, unknown>): Promise<void>;
  /** Lets running jobs finish (up to `timeout_ms`), then closes every connection. */
  close(timeout_ms?: number): Promise<void>;
}

interface Setup {
  /** As locks and connections show it. */
  name: string;
  jobs: readonly Job[];
  /** Which backend; the configured one unless said otherwise. */
  open?: (name: string) => Promise<Backend>;
}

const configured = (name: string): Promise<Backend> =>
  env.MONGODB_URL ? mongoBackend(env.MONGODB_URL) : postgresBackend(name);

/**
 * The alarm clock: it wakes, it keeps nothing that matters. A process with `jobs` runs them; one without (the web)
 * still starts, because only a started Agenda is heard at once when it rings.
 */
export async function openAgenda({ name, jobs, open = configured }: Setup): Promise<AlarmClock> {
  const { backend, close, isAway = () => false } = await open(name);
  const failed = (what: string) => (error: unknown) => {
    if (!isAway(error)) logger.error({ err: error }, what);
  };
  backend.notificationChannel?.on('error', failed('agenda lost its notification channel'));
  const agenda = new Agenda({
    backend,
    name,
    processEvery: 1000,
    defaultLockLifetime: 60_000,
    removeOnComplete: true,
  });
  agenda.on('error', failed('agenda failed'));
  agenda.on('fail', (error: unknown, job: { attrs?: { name?: string } }) => {
    logger.error({ err: error, job: job.attrs?.name }, 'a job failed');
  });
  for (const job of jobs) define(agenda, job);
  await agenda.start();
  for (const job of jobs) if (job.every) await agenda.every(job.every, job.name, {});
  return {
    agenda,
    ring: async (job, data = {}) => {
      await agenda.now(job.name, data);
    },
    close: async (timeout_ms = 8000) => {
      await agenda.drain({ timeout: timeout_ms, closeConnection: false });
      await close();
    },
  };
}

const noRetry = (): null => null;

function define(agenda: Agenda, job: Job): void {
  agenda.define(job.name, async ({ attrs }) => job.run(attrs.data), {
    concurrency: 1,
    lockLimit: 1,
    removeOnComplete: true,
    // A job that comes again anyway needs no other retry.
    backoff: job.every ? noRetry : exponential({ delay: 1000, maxDelay: 60_000, maxRetries: 5 }),
  });
}
