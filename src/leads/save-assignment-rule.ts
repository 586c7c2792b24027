import { z } from 'zod';
import { command } from '../core/command.js';
import { NotFound, invalidField } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { teamIdOf, userIdsSeenBy } from '../users/team-scope.js';
import { User } from '../users/user.js';
import { AssignmentRule } from './assignment-rule.js';

/** Lets a person take leads in turn, or changes how many; a team lead does so for the own team. */
export const saveAssignmentRule = command({
  name: 'assignment_rule.save',
  input: z.strictObject({
    userId: id,
    weight: z.int().min(1).max(1000).default(1),
    /** Open leads at once; left out: no limit. */
    capacity: z.int().min(1).max(100_000).nullish(),
    /** Only leads of this person's team. */
    ownTeamOnly: z.boolean().default(false),
  }),
  allow: roles('owner', 'admin', 'team_lead'),

  async run({ input: { userId, weight, capacity = null, ownTeamOnly }, ...work }) {
    const { actor, now, tx } = work;
    const programId = programOf(actor);
    await refuseStranger(work, userId);
    const teamId = ownTeamOnly || actor.role === 'team_lead' ? await teamIdOf(userId, now, tx) : null;
    const found = await AssignmentRule.findOne({
      where: { programId, userId, archivedAt: null },
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    const given = found?.given ?? (await givenSoFar(work, { programId, weight }));
    const rule = found ?? AssignmentRule.build({ programId, userId });
    return rule.set({ weight, capacity, teamId, given }).save({ transaction: tx });
  },
});

/** The person takes no more turns; what he was given stays his. */
export const archiveAssignmentRule = command({
  name: 'assignment_rule.archive',
  input: z.strictObject({ assignmentRuleId: id }),
  allow: roles('owner', 'admin', 'team_lead'),

  async run({ input, ...work }) {
    const { actor, now, tx } = work;
    const seen = await userIdsSeenBy(actor, tx);
    const within = { programId: programOf(actor), ...(seen === null ? {} : { userId: seen }) };
    const rule = await lockOrRefuse(AssignmentRule, input.assignmentRuleId, tx, within);
    return rule.archivedAt ? rule : rule.set({ archivedAt: now }).save({ transaction: tx });
  },
});

async function refuseStranger({ actor, tx }: Work, userId: number): Promise<void> {
  const seen = await userIdsSeenBy(actor, tx);
  if (seen !== null && !seen.includes(userId)) throw new NotFound('user');
  const user = await User.findByPk(userId, { transaction: tx });
  if (user?.status !== 'active') throw invalidField('userId', 'There is no such person, or the account is closed.');
}

/** A newcomer starts level with the others instead of getting every lead until he has caught up. */
async function givenSoFar({ tx }: Work, { programId, weight }: { programId: number; weight: number }): Promise<number> {
  const sql = `SELECT floor(coalesce(min(given::numeric / weight), 0) * $2)::bigint AS given FROM assignment_rules
    WHERE program_id = $1 AND archived_at IS NULL`;
  return (await selectOne(sql, [programId, weight], z.object({ given: int }), tx))?.given ?? 0;
}
