import { invalidField } from '../core/errors.js';
import type { Work } from '../core/work.js';
import { TeamMember } from './team-member.js';
import type { User } from './user.js';

type Moment = Pick<Work, 'tx' | 'now'>;

/** Where a person is now, locked; null for nowhere. */
export const currentStay = ({ tx }: Moment, userId: number): Promise<TeamMember | null> =>
  TeamMember.findOne({ where: { userId, leftAt: null }, lock: tx.LOCK.UPDATE, transaction: tx });

export const join = ({ tx, now }: Moment, teamId: number, userId: number): Promise<TeamMember> =>
  TeamMember.create({ teamId, userId, joinedAt: now }, { transaction: tx });

export const leave = ({ tx, now }: Moment, stay: TeamMember): Promise<TeamMember> =>
  stay.set({ leftAt: now < stay.joinedAt ? stay.joinedAt : now }).save({ transaction: tx });

/** Teams are of buyers and telemarketers; team leads lead them, everybody else works beside them. */
export function refuseOutsider({ role, status }: User): void {
  const worksInTeams = role === 'buyer' || role === 'telemarketer';
  if (status !== 'active' || !worksInTeams) throw invalidField('userId', 'is not an active buyer or telemarketer');
}
