import type { Work } from '../core/work.js';
import type { Member } from './member.js';

/** Notes that a member's completed payments reach the activation amount; the member is locked. Again: nothing. */
export async function activate({ tx, emit }: Work, member: Member, at: Date): Promise<Member> {
  if (member.activatedAt !== null) return member;
  await member.set({ activatedAt: at }).save({ transaction: tx });
  emit({ type: 'member.activated', memberId: member.id });
  return member;
}

/** Notes that refunds brought them below it again; the member is locked. Again: nothing. */
export async function deactivate({ tx, emit }: Work, member: Member): Promise<Member> {
  if (member.activatedAt === null) return member;
  await member.set({ activatedAt: null }).save({ transaction: tx });
  emit({ type: 'member.deactivated', memberId: member.id });
  return member;
}
