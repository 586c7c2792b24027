import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { email, id } from '../core/parse.js';
import { roles, signedIn } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { language, nameOrNone, phone, username } from './fields.js';
import { lockManaged } from './managed.js';
import { personOf } from './person.js';
import { refuseTaken } from './taken.js';
import { User } from './user.js';

const details = {
  username: username.optional(),
  firstName: nameOrNone.nullish(),
  lastName: nameOrNone.nullish(),
  phone: phone.nullish(),
  language: language.optional(),
};

type Details = Partial<Pick<User, 'email' | 'username' | 'firstName' | 'lastName' | 'phone' | 'language'>>;

/** Staff corrects a person's details. A new e-mail address has to be confirmed again. */
export const updateUser = command({
  name: 'user.update',
  input: z.strictObject({ userId: id, email: email.optional(), ...details }),
  allow: roles('owner', 'admin'),

  async run({ input: { userId, ...changes }, ...work }) {
    return update(work, await lockManaged(work, userId), changes);
  },
});

/** A person corrects the own details; the address that passwords are reset by is not among them. */
export const updateProfile = command({
  name: 'user.update-profile',
  input: z.strictObject(details),
  allow: signedIn,

  async run({ input, ...work }) {
    return update(work, await lockOrRefuse(User, personOf(work.actor), work.tx), input);
  },
});

async function update({ tx, emit }: Work, user: User, changes: Details): Promise<User> {
  await refuseTaken({ email: user.email, ...changes }, tx, user.id);
  const isNewAddress = changes.email !== undefined && changes.email !== user.email;
  const given = Object.fromEntries(Object.entries<unknown>(changes).filter(([, value]) => value !== undefined));
  await user.set({ ...given, ...(isNewAddress ? { emailVerifiedAt: null } : {}) }).save({ transaction: tx });
  if (isNewAddress) emit({ type: 'user.email_changed', userId: user.id });
  return user;
}
