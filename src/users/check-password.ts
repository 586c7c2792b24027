import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { Refusal } from '../core/errors.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { compareWithNothing, isPassword } from './passwords.js';
import { User } from './user.js';

/** Who has this e-mail address or username and this password; null for everyone else, whatever the reason. */
export async function checkPassword(login: string, password: string): Promise<User | null> {
  const proof = await provePassword(login, password);
  return proof ? User.findByPk(proof.userId) : null;
}

export interface Proof {
  userId: number;
  /** What the password matched; as long as it is still the stored one, the proof holds. */
  passwordHash: string;
}

/** Compares outside any transaction, and just as long when nobody has that login. */
export async function provePassword(login: string, password: string): Promise<Proof | null> {
  const stored = await selectOne(byLogin, [asStored(login)], proof);
  const isRight = await (stored ? isPassword(password, stored.passwordHash) : compareWithNothing(password));
  return isRight && stored ? stored : null;
}

/** One refusal for every reason, so that it tells nobody which logins exist. */
export const badCredentials = (): Refusal => new Refusal('bad_credentials', 'These credentials are not right.');

/** The person whom a proof still holds for: the password has not changed since, and the account is active. */
export async function provenPerson(login: string, passwordHash: string, tx: Transaction): Promise<User> {
  const stored = await selectOne(byLogin, [asStored(login)], proof, tx);
  const user = stored?.passwordHash === passwordHash ? await User.findByPk(stored.userId, { transaction: tx }) : null;
  if (!user) throw badCredentials();
  return user;
}

const asStored = (login: string): string => login.normalize('NFC').trim().toLowerCase();

// A username with @ in it can only be its owner's address, so the two never name two people.
const byLogin = `
  SELECT users.id AS "userId", password_hash AS "passwordHash" FROM users JOIN user_credentials ON user_id = users.id
  WHERE status = 'active' AND (email = $1 OR lower(username) = $1) ORDER BY email = $1 DESC LIMIT 1`;

const proof = z.object({ userId: int, passwordHash: z.string() });
