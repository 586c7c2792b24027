import { z } from 'zod';
import { runBooks } from './all-checks.js';
import { job } from './jobs/job.js';

/** Every night; a breach fails the job with its names, so it shows among the jobs and in the log. */
export const checkBooks = job({
  name: 'books.check',
  every: '15 2 * * *',
  data: z.object({}),

  async run() {
    const broken = (await runBooks()).filter(({ rows }) => rows.length > 0).map(({ name }) => name);
    if (broken.length > 0) throw new Error(`The books do not balance: ${broken.join(', ')}. Run npm run books.`);
  },
});
