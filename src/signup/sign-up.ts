import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { command } from '../core/command.js';
import { Invalid, NotAllowed } from '../core/errors.js';
import { email, id, text } from '../core/parse.js';
import { anyone } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { joinNetwork } from '../network/join-network.js';
import type { Member } from '../network/member.js';
import { programById } from '../programs/find-program.js';
import { firstName, language, lastName, password, phone, username } from '../users/fields.js';
import { hashPassword } from '../users/passwords.js';
import { chosenProgram } from '../users/program-key.js';
import { registerUser } from '../users/register-user.js';
import type { User } from '../users/user.js';
import { findSponsor } from './sponsor.js';

/** Codes and tokens as they come in; what they are worth is looked up. */
export const referral = {
  referralCode: text(64).optional(),
  referralToken: text(64).optional(),
  /** The token of the signed cookie; the door fills it in. */
  cookie: z.string().nullish(),
};

const input = z.strictObject({
  /** For visitors: the key of the program they join; left out, the default one. */
  program: text(60).optional(),
  email,
  /** Staff may leave it out: the person is asked by mail to set one. */
  password: password.optional(),
  username: username.optional(),
  firstName,
  lastName,
  phone: phone.optional(),
  language: language.optional(),
  ...referral,
  /** For staff and keys. */
  sponsorId: id.optional(),
  asRoot: z.boolean().default(false),
});

type Input = z.output<typeof input>;

export interface SignedUp {
  user: User;
  /** Null for those whom nobody brought: customers without a place in the network. */
  member: Member | null;
}

/** Makes somebody's account and his place in the network under whoever brought him. Open to visitors and to staff. */
export const signUp = command({
  name: 'user.sign-up',
  input,
  allow: anyone,
  prepare: async (given) => (given.password ? { ...given, password: await hashPassword(given.password) } : given),

  async run({ input: wish, ...work }): Promise<SignedUp> {
    const programId = work.actor.programId ?? (await chosenProgram(wish.program, work.tx));
    if (programId === null) throw new NotAllowed('This install has no program yet.');
    await refuseUninvited(work, wish, programId);
    const sponsorId = wish.asRoot ? null : (wish.sponsorId ?? (await findSponsor(work, { ...wish, programId })));
    const joins = wish.asRoot || sponsorId !== null;
    const user = await registerUser(work, { ...personOf(wish), role: joins ? 'affiliate' : 'customer' });
    return { user, member: joins ? await joinNetwork(work, { programId, userId: user.id, sponsorId }) : null };
  },
});

const personOf = ({ password: passwordHash, ...wish }: Input) => {
  const { email: address, username: name, firstName: first, lastName: last, phone: number, language: spoken } = wish;
  const person = { email: address, username: name, firstName: first, lastName: last, phone: number, language: spoken };
  return { ...person, passwordHash };
};

/** Whom visitors stand under is for codes to say, not for them; and some programs take only whom staff sign up. */
async function refuseUninvited({ actor, tx }: Work, wish: Input, programId: number): Promise<void> {
  if (mayChoose(actor)) return;
  if (wish.sponsorId !== undefined || wish.asRoot) throw new NotAllowed('Only staff choose a sponsor by hand.');
  if (!wish.password) throw new Invalid([{ path: ['password'], code: 'required', message: 'is missing' }]);
  await refuseClosed(programId, tx);
}

/** An account that anybody can make opens no door that is closed to visitors. */
export async function refuseClosed(programId: number, tx: Work['tx']): Promise<void> {
  const { settings } = await programById(programId, tx);
  if (!settings.open_sign_up) throw new NotAllowed('This program takes no sign-ups by visitors.');
}

const mayChoose = ({ kind, role, scopes }: Actor): boolean =>
  kind === 'system' || role === 'owner' || role === 'admin' || scopes.includes('network:write');
