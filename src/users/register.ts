import { z } from 'zod';
import { command } from '../core/command.js';
import { email } from '../core/parse.js';
import { anyone } from '../core/policy.js';
import { firstName, language, lastName, password, phone, username } from './fields.js';
import { hashPassword } from './passwords.js';
import { registerUser } from './register-user.js';

/** Anyone makes an account, as a customer; a mail with a link asks to confirm the address. */
export const register = command({
  name: 'user.register',
  input: z.strictObject({
    email,
    password,
    username: username.optional(),
    firstName,
    lastName,
    phone: phone.optional(),
    language: language.optional(),
  }),
  allow: anyone,
  prepare: async (input) => ({ ...input, password: await hashPassword(input.password) }),
  run: ({ input: { password: passwordHash, ...person }, ...work }) =>
    registerUser(work, { ...person, passwordHash, role: 'customer' }),
});
