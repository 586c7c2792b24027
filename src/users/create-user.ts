import { z } from 'zod';
import { command } from '../core/command.js';
import { email } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { firstName, language, lastName, phone, role, username } from './fields.js';
import { refuseAbove } from './managed.js';
import { registerUser } from './register-user.js';

/** Staff invites somebody in a role; a mail with a link lets that person set the first password. */
export const createUser = command({
  name: 'user.create',
  input: z.strictObject({
    email,
    username: username.optional(),
    firstName,
    lastName,
    phone: phone.optional(),
    language: language.optional(),
    role,
  }),
  allow: roles('owner', 'admin'),

  async run({ input, ...work }) {
    refuseAbove(work.actor, input.role);
    return registerUser(work, input);
  },
});
