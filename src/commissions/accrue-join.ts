import { Op } from 'sequelize';
import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import type { Listener, Work } from '../core/work.js';
import { memberById } from '../network/find-member.js';
import { Member } from '../network/member.js';
import { findActivePlan } from '../programs/active-plan.js';
import type { ActivePlan } from '../programs/active-plan.js';
import { programById } from '../programs/find-program.js';
import { accrue } from './accrue.js';
import { Commission } from './commission.js';
import { levelAccruals } from './level-accruals.js';
import { countedAt } from './runs/late-fact.js';

/** A newcomer pays the levels above him, once. */
export const accrueJoin: Listener<'member.joined'> = async (work, { memberId }) => {
  await payJoin(work, await memberById(memberId, work.tx));
};

/** Who waited for a place has nobody above until he stands; along sponsors his joining has paid already. */
export const accruePlacement: Listener<'member.placed'> = async (work, { memberId }) => {
  const member = await memberById(memberId, work.tx);
  const plan = await findActivePlan(member.programId, member.joinedAt, work.tx);
  if (plan?.document.levels?.tree === 'placement') await payLevels(work, member, plan);
};

/** Asks for what a member's joining pays; what was paid before, at joining or at an earlier request, stays as it is. */
export const triggerReferral = command({
  name: 'commission.trigger_referral',
  input: z.strictObject({ memberId: id }),
  allow: anyOf(scope('network:write'), roles('owner', 'admin')),

  async run({ input, ...work }) {
    const member = await lockOrRefuse(Member, input.memberId, work.tx, { programId: programOf(work.actor) });
    await payJoin(work, member);
    return member;
  },
});

async function payJoin(work: Work, member: Member): Promise<void> {
  const plan = await findActivePlan(member.programId, member.joinedAt, work.tx);
  if (plan) await payLevels(work, member, plan);
}

async function payLevels(work: Work, { id: memberId, programId, joinedAt }: Member, plan: ActivePlan): Promise<void> {
  if (!plan.document.levels?.on.includes('referral') || (await hasPaid(work, memberId))) return;
  const { currency } = await programById(programId, work.tx);
  const source = { programId, start: memberId, at: joinedAt, base: 0n, key: `member/${memberId}` };
  const lines = await levelAccruals(source, plan.document, work.tx);
  const earnedAt = await countedAt(work, { programId, happenedAt: joinedAt });
  await accrue(work, { programId, currency, earnedAt, plan, sourceMemberId: memberId, suspicion: null }, lines);
}

/** Once per newcomer: what he pays is decided the first time it pays anybody. */
const hasPaid = async ({ tx }: Work, memberId: number): Promise<boolean> =>
  (await Commission.count({
    where: { sourceMemberId: memberId, saleId: null, accrualKey: { [Op.startsWith]: `member/${memberId}/levels/` } },
    transaction: tx,
  })) > 0;
