import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Work } from '../core/work.js';
import { audienceOf } from './program-key.js';
import { RefreshToken } from './refresh-token.js';
import { signToken } from './tokens.js';
import type { User } from './user.js';

const access_seconds = 15 * 60;
const refresh_days = 30;

/** What a person who signed in gets. The refresh token is shown here and nowhere else. */
export interface Session {
  accessToken: string;
  refreshToken: string;
  tokenType: 'Bearer';
  expiresIn: number;
}

export const sessionSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresIn: z
    .number()
    .int()
    .meta({ description: 'Seconds that the access token lasts.', examples: [access_seconds] }),
});

/** Opens a session in one program, or carries on the chain that a refresh token belongs to. */
export async function openSession({ tx, now }: Work, user: User, from: SessionFrom): Promise<Session> {
  const refreshToken = `upr_${randomBytes(32).toString('base64url')}`;
  const { id: userId, sessionVersion } = user;
  const { programId, family = randomUUID() } = from;
  const expiresAt = new Date(now.getTime() + refresh_days * 86_400_000);
  const row = { family, userId, programId, sessionVersion, expiresAt, hash: hashOf(refreshToken) };
  await RefreshToken.create(row, { transaction: tx });
  const audience = await audienceOf(programId, tx);
  const accessToken = signToken('access', { userId, sessionVersion, audience, seconds: access_seconds });
  return { accessToken, refreshToken, tokenType: 'Bearer', expiresIn: access_seconds };
}

interface SessionFrom {
  programId: number | null;
  family?: string;
}

/** A random token needs no slow hash. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
