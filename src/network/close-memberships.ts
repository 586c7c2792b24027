import type { Listener } from '../core/work.js';
import { setStatus } from './change-status.js';
import { Member } from './member.js';

/** Somebody whose account was closed is no longer a member anywhere; his place, and what he sold, stay. */
export const closeMemberships: Listener<'user.closed'> = async (work, { userId }) => {
  const members = await Member.findAll({ where: { userId }, order: ['id'], lock: true, transaction: work.tx });
  for (const member of members.filter(({ status }) => status !== 'closed')) {
    await setStatus(work, member, { status: 'closed', reason: 'The account was closed.' });
  }
};
