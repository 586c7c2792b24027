import type { z } from 'zod';

/** Something that happens later, or again and again. It may run twice: its effects carry their own natural keys. */
export interface Job {
  readonly name: string;
  /** How often, as "30 seconds" or a cron expression; left out: only when rung. */
  readonly every: string | null;
  run(data: unknown): Promise<void>;
}

interface JobSpec<Data extends z.ZodType> {
  /** `<feature>.<verb>`, as the jobs page shows it. */
  name: string;
  data: Data;
  every?: string;
  run(data: z.output<Data>): Promise<unknown>;
}

/** Data that no longer fits the schema fails the job, with the reason on it, before anything runs. */
export function job<Data extends z.ZodType>({ name, data, every, run }: JobSpec<Data>): Job {
  return {
    name,
    every: every ?? null,
    async run(raw) {
      await run(data.parse(raw ?? {}));
    },
  };
}
