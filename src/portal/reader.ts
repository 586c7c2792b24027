import type { Request } from 'express';
import type { Actor } from '../core/actor.js';
import { Member } from '../network/member.js';
import { findActivePlan } from '../programs/active-plan.js';
import { Program } from '../programs/program.js';
import { browserFacts } from '../tracking/browser-facts.js';
import { noteDevice } from '../tracking/seen-device.js';
import { actorOf } from '../users/actor-of.js';
import { Notification } from '../users/notification.js';
import type { User } from '../users/user.js';
import { sessionOf } from './session.js';

/** Whoever reads the member area: the person, the program looked at, and his place in it. */
export interface Reader {
  user: User;
  actor: Actor;
  program: Program;
  /** Null for somebody who has an account and is a member of no program. */
  member: Member | null;
  /** The programs he is a member of. */
  programs: Program[];
  /** Whether the program's plan pays for pairs. */
  paysPairs: boolean;
  unread: number;
}

/** The reader of a member who certainly is one. */
export type MemberReader = Reader & { member: Member };

export async function readerOf(request: Request): Promise<Reader | null> {
  const session = await sessionOf(request);
  if (!session) return null;
  const { user } = session;
  await noteMachine(user.id, request);
  const memberships = await Member.findAll({ where: { userId: user.id } });
  const programs = await Program.findAll({ order: ['id'] });
  const own = programs.filter(({ id }) => memberships.some(({ programId }) => programId === id));
  const program = chosen(own, session.programId) ?? chosen(programs, session.programId);
  if (!program) return null;
  return {
    user,
    actor: actorOf(user, program.id),
    program,
    member: memberships.find(({ programId }) => programId === program.id) ?? null,
    programs: own,
    paysPairs: (await findActivePlan(program.id, new Date()))?.document.binary !== undefined,
    unread: await Notification.count({ where: { userId: user.id, readAt: null } }),
  };
}

/** The one asked for, else the default one, else any. */
const chosen = (programs: readonly Program[], programId: number | null): Program | undefined =>
  programs.find(({ id }) => id === programId) ?? programs.find(({ isDefault }) => isDefault) ?? programs[0];

/** Which machines are a member's own tells self-referrals. */
async function noteMachine(userId: number, request: Request): Promise<void> {
  const { ip, userAgent } = browserFacts(request);
  if (ip && userAgent) await noteDevice(userId, ip, userAgent);
}
