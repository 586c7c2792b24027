import { describe, expect, test } from '@jest/globals';
import { referralCookie, tokenFromCookie } from '../../src/tracking/referral-cookie.js';

const sent = (cookie: string) => cookie.split(';')[0] ?? '';

describe('the referral cookie', () => {
  const cookie = referralCookie('aabbccddeeff0099', 86_400, true);

  test('is closed to scripts and other sites, and lives as long as the window', () => {
    expect(cookie).toMatch(/^referral_token=/);
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Max-Age=86400', 'Path=/'])
      expect(cookie).toContain(part);
    expect(referralCookie('aabbccddeeff0099', 60, false)).not.toContain('Secure');
  });

  test('gives its token back', () => {
    expect(tokenFromCookie(`a=b; ${sent(cookie)}; c=d`)).toBe('aabbccddeeff0099');
  });

  test('gives nothing when it was altered, unsigned or absent', () => {
    const forged = sent(cookie).replace('aabb', 'aabc');
    const headers = [
      forged,
      'referral_token=aabbccddeeff0099',
      'referral_token=.',
      'referral_token=x.',
      'other=1',
      '',
      undefined,
    ];
    expect(headers.map(tokenFromCookie)).toEqual(headers.map(() => null));
  });
});
