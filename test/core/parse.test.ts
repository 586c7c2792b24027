import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { email, id, instant, metadata, optionalText, parse, text } from '../../src/core/parse.js';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

describe('text', () => {
  test('is trimmed and composed, so that twins are one', () => {
    expect(text(10).parse('  Rene\u0301 ')).toBe('Ren\u00e9');
  });

  test.each([
    ['NUL', 'a\0b'],
    ['half a character', 'a\ud800'],
    ['nothing but space', '   '],
    ['too much', 'x'.repeat(11)],
    ['a number', 5],
    ['null', null],
    ['a list', ['a']],
  ])('refuses %s', (_what, value) => {
    expect(accepts(text(10), value)).toBe(false);
  });

  test('lets through what PostgreSQL can keep, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const parsed = text(50).safeParse(value);
        if (parsed.success) expect(Buffer.from(parsed.data).toString()).toBe(parsed.data);
        if (parsed.success) expect(parsed.data).not.toContain('\0');
      }),
    );
  });

  test('that may be missing reads empty as null', () => {
    for (const empty of ['', '  ', null, undefined]) expect(optionalText(10).parse(empty)).toBeNull();
    expect(optionalText(10).parse(' a ')).toBe('a');
    expect(accepts(optionalText(10), 'x'.repeat(11))).toBe(false);
  });
});

describe('an id', () => {
  test.each([
    [1, 1],
    ['42', 42],
    ['007', 7],
  ])('reads %p', (value, expected) => {
    expect(id.parse(value)).toBe(expected);
  });

  test.each([
    0,
    -1,
    1.5,
    NaN,
    Infinity,
    1e300,
    '',
    '0',
    '-1',
    '1.5',
    '1e3',
    ' 1',
    '1 OR 1=1',
    '१२',
    null,
    true,
    [1],
    {},
    '9'.repeat(16),
  ])('refuses %p', (value) => {
    expect(accepts(id, value)).toBe(false);
  });
});

describe('an e-mail address', () => {
  test('is kept in lower case', () => {
    expect(email.parse(' Asha@Example.COM ')).toBe('asha@example.com');
  });

  test.each([
    'asha',
    'asha@',
    '@example.com',
    'a b@example.com',
    `${'a'.repeat(250)}@example.com`,
    'a@example.com\nBcc: b@example.com',
    '',
  ])('refuses %j', (value) => {
    expect(accepts(email, value)).toBe(false);
  });
});

describe('an instant', () => {
  test('needs its offset', () => {
    expect(instant.parse('2026-11-30T12:00:00+05:30')).toEqual(new Date('2026-11-30T06:30:00Z'));
    for (const value of ['2026-11-30', '2026-11-30T12:00:00', '30/11/2026', 'now', 1_764_000_000]) {
      expect(accepts(instant, value)).toBe(false);
    }
  });
});

describe('metadata', () => {
  test('keeps plain values as they are', () => {
    const given = { sku: 'EV-1', count: 2, gift: false, note: null };
    expect(metadata.parse(given)).toEqual(given);
  });

  test.each([
    ['more than 50 keys', Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${String(n)}`, 1]))],
    ['nested values', { a: { b: 1 } }],
    ['NUL', { a: '\0' }],
    ['a list', [1]],
  ])('refuses %s', (_what, value) => {
    expect(accepts(metadata, value)).toBe(false);
  });
});

describe('what is wrong', () => {
  const schema = z.strictObject({ planId: id, name: z.string(), rows: z.array(z.string()).optional() });
  const faults = (input: unknown): unknown => {
    try {
      return parse(schema, input);
    } catch (fault) {
      return (fault as Error).message;
    }
  };

  test('is told in words, whatever the schema says of it', () => {
    const notAnId = 'is not an id: a whole number above zero';
    expect(
      ['abc', '0', 0, -1, 1.5, '99999999999999999999', null].map((planId) => faults({ planId, name: 'a' })),
    ).toEqual(Array.from({ length: 7 }, () => `planId: ${notAnId}`));
    expect(faults({})).toBe('planId: is missing; name: is missing');
    expect(faults({ planId: 1, name: 5, rows: 'a' })).toBe(
      'name: is a number, and should be text; rows: is text, and should be a list',
    );
  });
});
