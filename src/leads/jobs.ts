import { z } from 'zod';
import { system } from '../core/actor.js';
import { job } from '../jobs/job.js';
import { Program } from '../programs/program.js';
import { assignWaitingLeads } from './assign-waiting-leads.js';

/** Hands out the leads that wait, program by program. */
export const handOutLeads = job({
  name: 'leads.hand-out',
  data: z.object({}),
  every: '1 minute',
  async run() {
    for (const { id } of await Program.findAll({ attributes: ['id'] })) {
      await assignWaitingLeads(system(id), { programId: id });
    }
  },
});
