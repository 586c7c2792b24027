import { Op } from 'sequelize';
import { z } from 'zod';
import { command } from '../core/command.js';
import { id } from '../core/parse.js';
import { systemOnly } from '../core/policy.js';
import { programById } from '../programs/find-program.js';
import { assignByRule } from './assign.js';
import { mayHandOut } from './capture-lead.js';
import { Lead } from './lead.js';

/** Hands out, by the program's rules, leads that came outside calling hours or while everybody was full. */
export const assignWaitingLeads = command({
  name: 'lead.assign_waiting',
  input: z.strictObject({ programId: id, limit: z.int().positive().default(200) }),
  allow: systemOnly,

  async run({ input: { programId, limit }, ...work }) {
    const { tx, now } = work;
    const program = await programById(programId, tx);
    const waiting = await Lead.findAll({
      where: {
        ...{ programId, status: 'open', assignedTo: null, deletedAt: null, doNotCall: false },
        stage: { [Op.ne]: 'closed' },
      },
      order: ['id'],
      limit,
      lock: tx.LOCK.UPDATE,
      skipLocked: true,
      transaction: tx,
    });
    let assigned = 0;
    for (const lead of waiting.filter((one) => mayHandOut(one, program, now))) {
      if ((await assignByRule(work, lead)).assignedTo !== null) assigned += 1;
    }
    return assigned;
  },
});
