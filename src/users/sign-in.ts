import { z } from 'zod';
import { command } from '../core/command.js';
import { text } from '../core/parse.js';
import { anyone } from '../core/policy.js';
import { badCredentials, provePassword, provenPerson } from './check-password.js';
import { chosenProgram } from './program-key.js';
import { openSession } from './session.js';

/** A person signs in with e-mail address or username, for one program (the default one unless named). */
export const signIn = command({
  name: 'session.open',
  input: z.strictObject({ login: text(254), password: z.string().min(1).max(200), program: text(60).optional() }),
  allow: anyone,

  /** Puts what the password matched in its place: the proof holds only while that is still the stored one. */
  async prepare(input) {
    const proof = await provePassword(input.login, input.password);
    if (!proof) throw badCredentials();
    return { ...input, password: proof.passwordHash };
  },

  async run({ input, ...work }) {
    const user = await provenPerson(input.login, input.password, work.tx);
    return openSession(work, user, { programId: await chosenProgram(input.program, work.tx) });
  },
});
