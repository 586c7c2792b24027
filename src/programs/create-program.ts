import { z } from 'zod';
import { command } from '../core/command.js';
import { isTimeZone } from '../core/period.js';
import { text } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { Program } from './program.js';

/** A new business on this install; it earns nobody anything until a plan is published for it. */
export const createProgram = command({
  name: 'program.create',
  input: z.strictObject({
    key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'has other signs than small letters, digits and -'),
    name: text(100),
    currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency code such as USD'),
    timeZone: z.string().refine(isTimeZone, 'is not a known time zone'),
  }),
  allow: roles('owner'),
  run: ({ input, tx }) => Program.create(input, { transaction: tx }),
});
