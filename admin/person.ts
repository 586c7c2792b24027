import type { CurrentAdmin } from 'adminjs';
import type { Request } from 'express';
import { staffRoles } from '../src/core/actor.js';
import type { Actor, Role } from '../src/core/actor.js';
import { Program } from '../src/programs/program.js';
import { actorOf } from '../src/users/actor-of.js';
import { User } from '../src/users/user.js';
import type { Language } from '../src/users/user.js';
import { appearanceOf } from './appearance.js';
import type { Theme } from './appearance.js';
import { longest_ms } from './session.js';

export interface ProgramInUse {
  id: number;
  key: string;
  name: string;
  currency: string;
  timeZone: string;
  isDefault: boolean;
}

/** Who is signed in, as AdminJS hands it to every handler and, as the page's state, to the components. */
export interface Person extends CurrentAdmin {
  id: string;
  email: string;
  name: string;
  role: Role;
  actor: Actor;
  program: ProgramInUse | null;
  programs: ProgramInUse[];
  language: Language;
  theme: Theme;
}

/** The person of a request, read afresh: a role, status or version that changed counts from this request on. */
export async function personOf(request: Request): Promise<Person | null> {
  const { userId, version, startedAt } = request.session;
  if (userId === undefined || startedAt === undefined || Date.now() - startedAt > longest_ms) return null;
  const user = await User.findByPk(userId);
  if (!user || !mayEnter(user) || user.sessionVersion !== version) return null;
  return describe(user, request);
}

/** The panel is for staff; members have their own pages. */
export const mayEnter = ({ status, role }: User): boolean =>
  status === 'active' && (staffRoles as readonly Role[]).includes(role);

async function describe(user: User, request: Request): Promise<Person> {
  const programs = (await Program.findAll({ order: [['name', 'ASC']] })).map(inUse);
  const program =
    programs.find(({ id }) => id === request.session.programId) ?? programs.find(({ isDefault }) => isDefault) ?? null;
  return {
    id: String(user.id),
    email: user.email ?? user.username,
    name: user.displayName,
    role: user.role,
    actor: actorOf(user, program?.id ?? null),
    program,
    programs,
    language: appearanceOf(request).language ?? user.language,
    theme: appearanceOf(request).theme,
  };
}

const inUse = ({ id, key, name, currency, timeZone, isDefault }: Program): ProgramInUse => ({
  id,
  key,
  name,
  currency,
  timeZone,
  isDefault,
});
