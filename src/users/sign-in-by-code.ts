import { z } from 'zod';
import { command } from '../core/command.js';
import { email, text } from '../core/parse.js';
import { anyone } from '../core/policy.js';
import { issueCode, redeemCode } from './codes.js';
import { chosenProgram } from './program-key.js';
import { openSession } from './session.js';
import { User } from './user.js';

/** Sends a code to an address, if somebody has it; the answer is the same if nobody does. */
export const requestCode = command({
  name: 'one-time-code.issue',
  input: z.strictObject({ email }),
  allow: anyone,

  async run({ input, ...work }) {
    const user = await User.findOne({ where: { email: input.email, status: 'active' }, transaction: work.tx });
    if (user) await issueCode(work, { purpose: 'sign_in', identifier: input.email }, user.id);
  },
});

/** Signs in with the code from the mail; null when it is wrong, which is committed because the guess has to count. */
export const signInByCode = command({
  name: 'session.open-by-code',
  input: z.strictObject({
    email,
    code: z.string().regex(/^\d{6}$/, 'is not six digits'),
    program: text(60).optional(),
  }),
  allow: anyone,

  async run({ input, ...work }) {
    const { tx, now } = work;
    const programId = await chosenProgram(input.program, tx);
    const isRight = await redeemCode(work, { purpose: 'sign_in', identifier: input.email }, input.code);
    const user = await User.findOne({ where: { email: input.email, status: 'active' }, lock: true, transaction: tx });
    if (!isRight || !user) return null;
    await user.set({ emailVerifiedAt: user.emailVerifiedAt ?? now }).save({ transaction: tx });
    return openSession(work, user, { programId });
  },
});
