import { Op } from 'sequelize';
import type { Listener, Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import { findActivePlan } from '../programs/active-plan.js';
import { accrue } from './accrue.js';
import type { Accrual } from './accrue.js';
import { takeBack } from './claw-back.js';
import { Commission } from './commission.js';
import { activatedMember, referralAccrual } from './referral-accrual.js';
import { countedAt } from './runs/late-fact.js';

/** An activated member brings his sponsor a bonus, once, at the later of activation and placement. */
export const referOnActivation: Listener<'member.activated'> = (work, { memberId }) => refer(work, memberId);

export const referOnPlacement: Listener<'member.placed'> = (work, { memberId }) => refer(work, memberId);

async function refer(work: Work, memberId: number): Promise<void> {
  const member = await activatedMember(memberId, work.tx);
  const plan = member && (await findActivePlan(member.programId, member.at, work.tx));
  if (!plan) return;
  const { programId, at: happenedAt } = member;
  const accruals = await unpaid(work, memberId, await referralAccrual(member, plan.document, work.tx));
  if (accruals.length === 0) return;
  const { currency } = await programById(programId, work.tx);
  const earnedAt = await countedAt(work, { programId, happenedAt });
  await accrue(work, { programId, currency, earnedAt, plan, sourceMemberId: memberId, suspicion: null }, accruals);
}

/** A bonus that was taken back may be earned again, under a key of its own; one that stands is never paid twice. */
async function unpaid({ tx }: Work, memberId: number, [accrual]: Accrual[]): Promise<Accrual[]> {
  if (!accrual) return [];
  const where = { sourceMemberId: memberId, kind: 'referral', reversesId: null } as const;
  const earlier = await Commission.findAll({ where, transaction: tx });
  if (earlier.some(({ status }) => status !== 'reversed')) return [];
  const again = earlier.length === 0 ? '' : `/${String(earlier.length + 1)}`;
  return [{ ...accrual, accrualKey: `${accrual.accrualKey}${again}` }];
}

/** Who is no longer activated brought nobody a bonus: it is taken back whole. */
export const takeBackReferral: Listener<'member.deactivated'> = async (work, { memberId }) => {
  const lines = await Commission.findAll({
    where: {
      sourceMemberId: memberId,
      kind: 'referral',
      reversesId: null,
      status: { [Op.notIn]: ['rejected', 'reversed'] },
    },
    order: [['id', 'ASC']],
    lock: work.tx.LOCK.UPDATE,
    transaction: work.tx,
  });
  for (const line of lines) {
    const notes = [`Member ${String(memberId)} is no longer activated.`];
    await takeBack(work, line, { upTo: line.amount, accrualKey: `deactivation/of/${String(line.id)}`, notes });
  }
};
