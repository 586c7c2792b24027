import { z } from 'zod';
import { system } from '../core/actor.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { job } from '../jobs/job.js';
import { releaseDueReserve } from './release-reserve.js';

const keptAside = `
  SELECT members.id, members.program_id FROM accounts JOIN members ON accounts.owner = 'member:' || members.id
  WHERE accounts.address LIKE 'member:%:reserve' AND accounts.balance > 0 AND members.id > $1
  ORDER BY members.id LIMIT 500`;

/** Looks through what waits for instalments, and gives back what waited long enough. */
export const releaseReserves = job({
  name: 'commission.release-reserves',
  every: '50 2 * * *',
  data: z.object({}),
  async run() {
    for (let after = 0, isLast = false; !isLast;) {
      const kept = await select(keptAside, [after], z.object({ id: int, program_id: int }));
      for (const { id: memberId, program_id: programId } of kept)
        await releaseDueReserve(system(programId), { memberId });
      after = kept.at(-1)?.id ?? after;
      isLast = kept.length === 0;
    }
  },
});
