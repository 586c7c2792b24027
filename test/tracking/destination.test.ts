import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { destination, destinationFault, destinationWith } from '../../src/tracking/destination.js';

const hosts = new Set(['shop.example.com', 'localhost:3000']);
const isRefused = (address: string) => destinationFault(address, hosts) !== null;

describe("a link's destination", () => {
  test.each([
    '/',
    '/welcome',
    '/welcome?x=1#top',
    'https://shop.example.com',
    'http://localhost:3000/a',
    'HTTPS://SHOP.example.com/a',
  ])('%s is accepted', (address) => {
    expect(destinationFault(address, hosts)).toBeNull();
  });

  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'https://evil.example',
    'https://shop.example.com.evil.example',
    'https://shop.example.com@evil.example',
    'https://a:b@shop.example.com',
    'https:evil.example',
    'https://shop.example.com:8443/',
    '/welcome\r\nSet-Cookie: a=b',
    '/wel\u0000come',
    '/wel\u202Ecome',
    'welcome',
    '?x',
    '#x',
    '',
    'http://',
  ])('%j is refused', (address) => {
    expect(isRefused(address)).toBe(true);
  });

  test('whatever is accepted leads to an allowed host when a browser resolves it', () => {
    const own = 'https://own.example';
    const parts = fc.constantFrom(
      '/',
      '\\',
      '//',
      'https:',
      '@',
      ':',
      'evil.example',
      'shop.example.com',
      '\t',
      '.',
      '%2f',
      'a',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 7 }), (pieces) => {
        const address = pieces.join('');
        if (isRefused(address)) return;
        const { host } = new URL(address, own);
        expect(['own.example', ...hosts]).toContain(host);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is refused with its reason in a form', () => {
    expect(destination.safeParse('https://evil.example').error?.issues[0]?.message).toContain('not allowed');
    expect(destination.safeParse('/welcome').data).toBe('/welcome');
  });

  test('carries what the page must know, and keeps what it had', () => {
    expect(destinationWith('/welcome?a=1#b', { referral_token: 't k' })).toBe('/welcome?a=1&referral_token=t+k#b');
    expect(destinationWith('https://shop.example.com/x', { ref: 'A&B' })).toBe('https://shop.example.com/x?ref=A%26B');
  });
});
