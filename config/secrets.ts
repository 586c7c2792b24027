import { hkdfSync } from 'node:crypto';
import { env } from './env.js';

type Purpose =
  | 'panel-session'
  | 'portal-session'
  | 'access-token'
  | 'mail-link'
  | 'referral-cookie'
  | 'one-time-code'
  | 'bank-account'
  | 'cursor';

/** A 32-byte key for one purpose, so that no key ever serves two. */
export function secretFor(purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', env.APP_SECRET, '', `upline/${purpose}`, 32));
}
