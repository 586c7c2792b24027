import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { Member, memberStatuses } from './member.js';
import type { MemberStatus } from './member.js';
import { StatusChange } from './status-change.js';

/** An admin makes a member inactive, suspends him, takes him back or closes him; every move is kept with its reason. */
export const changeMemberStatus = command({
  name: 'member.change-status',
  input: z.strictObject({ memberId: id, status: z.enum(memberStatuses), reason: text(500) }),
  allow: roles('owner', 'admin'),

  async run(work) {
    const { memberId, status, reason } = work.input;
    const member = await lockOrRefuse(Member, memberId, work.tx, { programId: programOf(work.actor) });
    return setStatus(work, member, { status, reason });
  },
});

interface Move {
  status: MemberStatus;
  reason: string;
}

/** The same for commands that change a member's status on the way; the member is locked. */
export async function setStatus(
  { tx, now, actor, emit }: Work,
  member: Member,
  { status, reason }: Move,
): Promise<Member> {
  member.become(status);
  if (status === 'closed') member.set({ custom: {} });
  await member.save({ transaction: tx });
  const { programId, id: memberId } = member;
  await StatusChange.create(
    { programId, memberId, status, reason, effectiveAt: now, changedById: actor.userId },
    { transaction: tx },
  );
  if (status === 'closed') emit({ type: 'member.closed', memberId });
  return member;
}
