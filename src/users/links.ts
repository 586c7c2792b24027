import { invalidField } from '../core/errors.js';
import type { Invalid } from '../core/errors.js';
import { publicUrl } from '../http/public-url.js';
import { readToken, signToken } from './tokens.js';
import type { Claims, TokenKind } from './tokens.js';
import type { User } from './user.js';

// Links in mails carry all they need, signed; nothing is stored for them.

const day_seconds = 86_400;

/** Where a person confirms the address it was sent to; works for three days and only while the address is the same. */
export function verifyEmailLink({ id, email, sessionVersion }: User): string {
  const token = signToken('verify-email', {
    userId: id,
    audience: email ?? '',
    sessionVersion,
    seconds: 3 * day_seconds,
  });
  return publicUrl(`/verify-email?token=${token}`);
}

/** Where a person sets a password; works once, since setting one raises the session version, and for one hour or seven days. */
export function setPasswordLink({ id, sessionVersion }: User, reason: 'reset' | 'invitation'): string {
  const seconds = reason === 'reset' ? day_seconds / 24 : 7 * day_seconds;
  const token = signToken('set-password', { userId: id, audience: reason, sessionVersion, seconds });
  return publicUrl(`/set-password?token=${token}`);
}

export function readLink(kind: Exclude<TokenKind, 'access'>, token: string): Claims {
  const claims = readToken(kind, token);
  if (!claims) throw linkExpired();
  return claims;
}

export const linkExpired = (): Invalid => invalidField('token', 'is of no use any more; ask for a new link', 'expired');
