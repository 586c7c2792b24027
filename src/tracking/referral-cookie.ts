import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { secretFor } from '../../config/secrets.js';

const name = 'referral_token';
const key = secretFor('referral-cookie');

const sign = (token: string): string => createHmac('sha256', key).update(token).digest('base64url');

/** The Set-Cookie header that keeps a visit's token in the browser until its window closes. */
export const referralCookie = (token: string, maxAgeSeconds: number, secure: boolean): string =>
  stringifySetCookie({
    name,
    value: `${token}.${sign(token)}`,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: maxAgeSeconds,
  });

/** The token that a Cookie header carries, if we signed it; null for anything else. */
export function tokenFromCookie(header: string | undefined): string | null {
  const value = header ? parseCookie(header)[name] : undefined;
  const cut = value?.lastIndexOf('.') ?? -1;
  if (!value || cut < 1) return null;
  const token = value.slice(0, cut);
  return isSame(value.slice(cut + 1), sign(token)) ? token : null;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
