import { z } from 'zod';
import { roleNames } from '../core/actor.js';
import { languages, userStatuses } from './user.js';
import type { User } from './user.js';

/** A person, as the API shows one. */
export const userSchema = z.object({
  id: z.number(),
  email: z.string().nullable(),
  username: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  phone: z.string().nullable(),
  role: z.enum(roleNames),
  status: z.enum(userStatuses),
  language: z.enum(languages),
  referralCode: z.string(),
  emailVerifiedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const presentUser = (user: User): z.input<typeof userSchema> => ({
  id: user.id,
  email: user.email,
  username: user.username,
  firstName: user.firstName,
  lastName: user.lastName,
  phone: user.phone,
  role: user.role,
  status: user.status,
  language: user.language,
  referralCode: user.referralCode,
  emailVerifiedAt: user.emailVerifiedAt,
  createdAt: user.createdAt,
});
