import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { secretFor } from '../../config/secrets.js';

export const issuer = 'upline';

/** What a token is good for; one of one kind never passes for another. */
export type TokenKind = 'access' | 'verify-email' | 'set-password';

const secretOf = (kind: TokenKind): Buffer => secretFor(kind === 'access' ? 'access-token' : 'mail-link');

export interface TokenSpec {
  userId: number;
  seconds: number;
  /** The program's key for access tokens; the person's address or session version for links in mails. */
  audience: string;
  sessionVersion: number;
}

/** A signed token that names a person, for one purpose and audience and a limited time. */
export const signToken = (kind: TokenKind, { userId, seconds, audience, sessionVersion }: TokenSpec): string =>
  jwt.sign({ typ: kind, ver: sessionVersion }, secretOf(kind), {
    algorithm: 'HS256',
    issuer,
    subject: String(userId),
    audience,
    expiresIn: seconds,
  });

const claims = z.object({
  sub: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  aud: z.string(),
  typ: z.string(),
  ver: z.number().int(),
});

export interface Claims {
  userId: number;
  audience: string;
  sessionVersion: number;
}

/** The claims of a payload whose signature has been checked; null when it is of another kind. */
export function asClaims(kind: TokenKind, payload: unknown): Claims | null {
  const { data } = claims.safeParse(payload);
  if (data?.typ !== kind) return null;
  return { userId: data.sub, audience: data.aud, sessionVersion: data.ver };
}

/** What a link from a mail says; null when it has expired or is not ours. */
export function readToken(kind: Exclude<TokenKind, 'access'>, token: string): Claims | null {
  try {
    return asClaims(kind, jwt.verify(token, secretOf(kind), { algorithms: ['HS256'], issuer }));
  } catch {
    return null;
  }
}
