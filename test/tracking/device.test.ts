import { describe, expect, test } from '@jest/globals';
import { deviceOf } from '../../src/tracking/device.js';
import { lossyText } from '../../src/tracking/lossy-text.js';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const google = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

describe('reading a user agent', () => {
  test('tells desktops, phones and bots apart', () => {
    expect(deviceOf(chrome)).toEqual({ device: 'desktop', os: 'Windows', browser: 'Chrome', isBot: false });
    expect(deviceOf(iphone)).toMatchObject({ device: 'mobile', os: 'iOS', isBot: false });
    expect(deviceOf(google).isBot).toBe(true);
  });

  test('gives an answer when there is none', () => {
    expect(deviceOf(null)).toEqual({ device: 'other', os: null, browser: null, isBot: false });
    expect(deviceOf('\u202Ex'.repeat(400)).device).toBe('other');
  });
});

describe('text from browsers', () => {
  test('is cut, never refused', () => {
    expect(lossyText('x'.repeat(65_536), 1000)).toHaveLength(1000);
    expect(lossyText('a\0b', 10)).toBe('ab');
    expect(lossyText(`${'x'.repeat(9)}😀`, 10)).toBe(`${'x'.repeat(9)}\uFFFD`);
    expect(lossyText('\uD800', 10)).toBe('\uFFFD');
  });

  test('is null when there is nothing to keep', () => {
    expect([lossyText('', 5), lossyText(' ', 5), lossyText(undefined, 5), lossyText(['x'], 5)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
