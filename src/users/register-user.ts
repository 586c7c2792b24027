import type { Role } from '../core/actor.js';
import { Invalid } from '../core/errors.js';
import type { Work } from '../core/work.js';
import { randomCode } from './random-code.js';
import { refuseTaken } from './taken.js';
import { UserCredential } from './user-credential.js';
import { User } from './user.js';
import type { Language } from './user.js';

export interface NewUser {
  email?: string | null;
  phone?: string | null;
  /** Left out: made from the e-mail address. */
  username?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  language?: Language;
  role: Role;
  /** As `hashPassword` gives it; left out for people who sign in by code. */
  passwordHash?: string | null;
  emailVerifiedAt?: Date | null;
}

/** Makes a person's account. Shared by sign-up, the panel, seeds and the doors of older systems. */
export async function registerUser(work: Work, { passwordHash, ...person }: NewUser): Promise<User> {
  const { tx, emit } = work;
  if (!person.email && !person.phone) throw new Invalid([{ path: ['email'], code: 'required', message: 'is missing' }]);
  const username = person.username ?? usernameFrom(person.email);
  await refuseTaken({ ...person, username }, tx);
  const user = await User.create({ ...person, username, referralCode: randomCode() }, { transaction: tx });
  if (passwordHash) await UserCredential.create({ userId: user.id, passwordHash }, { transaction: tx });
  emit({ type: 'user.registered', userId: user.id });
  return user;
}

/** `asha@example.com` -> `asha-7KD2`; never the address itself, which would show it. */
const usernameFrom = (email: string | null | undefined): string => {
  const name = (email ?? '')
    .split('@')[0]
    ?.replace(/[^\w.-]/g, '')
    .slice(0, 100);
  return `${name || 'member'}-${randomCode(6)}`;
};
