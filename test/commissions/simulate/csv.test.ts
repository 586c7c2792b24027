import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatAmount, parseAmount } from '../../../src/core/money.js';
import { CsvWriter } from '../../../src/commissions/simulate/csv-writer.js';
import { fieldOf } from '../../../src/commissions/simulate/field.js';
import { FieldRefused, readId, readInstant, readMinor } from '../../../src/commissions/simulate/fields.js';
import { inFolder } from './oracle/files.js';

describe('writing a file', () => {
  test('gives amounts and whole numbers as text does, and the sha256 of its bytes', () => {
    const row = fc.tuple(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.maxSafeInteger(), fc.string());
    fc.assert(
      fc.property(fc.array(row, { maxLength: 50 }), (rows) => {
        inFolder((folder) => {
          const writer = new CsvWriter(join(folder, 'x.csv'), 'head');
          for (const [minor, whole, text] of rows) writer.decimal(minor).next().whole(whole).next().text(text).end();
          const sha256 = writer.close();
          const bytes = readFileSync(join(folder, 'x.csv'));
          const expected = rows.map(([minor, whole, text]) => `${formatAmount(minor)},${whole},${text}\n`).join('');
          expect(bytes.toString('utf8')).toBe(Buffer.from(`head\n${expected}`, 'utf8').toString('utf8'));
          expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
        });
      }),
      { numRuns: 40 },
    );
  });

  test('holds more rows than fit into memory at once', () => {
    inFolder((folder) => {
      const writer = new CsvWriter(join(folder, 'x.csv'), 'n');
      for (let row = 0; row < 300_000; row++) writer.whole(row).end();
      writer.close();
      const rows = readFileSync(join(folder, 'x.csv'), 'utf8').split('\n');
      expect([rows.length, rows[300_000], rows[300_001]]).toEqual([300_002, '299999', '']);
    });
  });
});

describe('reading a field', () => {
  test('takes every moment that a date can write, to the microsecond', () => {
    const span = { min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(span), fc.integer({ min: 0, max: 999 }), (date, micro) => {
        const text = date.toISOString().replace('Z', `${String(micro).padStart(3, '0')}Z`);
        expect(readInstant('at', fieldOf(text))).toBe(date.getTime() * 1000 + micro);
      }),
    );
  });

  test('counts the offset', () => {
    const moments = ['2026-11-30T23:59:59Z', '2026-12-01T05:29:59+05:30', '2026-11-30T15:59:59-08:00'];
    expect(new Set(moments.map((text) => readInstant('at', fieldOf(text)))).size).toBe(1);
    expect(readInstant('at', fieldOf('2026-11-30T23:59Z'))).toBe(readInstant('at', fieldOf('2026-11-30T23:59:00Z')));
  });

  test('takes a sign only where it may', () => {
    expect(readMinor('amount', fieldOf('-0.50'), true)).toBe(-50n);
    expect(() => readMinor('amount', fieldOf('-0.50'), false)).toThrow(FieldRefused);
    expect(() => readMinor('amount', fieldOf('--1'), true)).toThrow(FieldRefused);
  });

  test('takes the amounts that every other door takes, and no others', () => {
    const digits = fc.stringMatching(/^-?[0-9]{0,15}[.,e ]?[0-9]{0,3}$/);
    fc.assert(
      fc.property(digits, (text) => {
        const tried = (read: () => bigint): bigint | string => {
          try {
            return read();
          } catch {
            return 'refused';
          }
        };
        expect(tried(() => readMinor('amount', fieldOf(text), false))).toBe(tried(() => parseAmount(text)));
      }),
    );
  });

  test.each([
    '2026-11-30T23:59:59',
    '2026-11-30 23:59:59Z',
    '2026-11-30T23:59:60Z',
    '2026-11-30T23:60:00Z',
    '2026-11-30T24:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '2026-11-30T23:59:59.Z',
    '2026-11-30T23:59:59.1234567890Z',
    '2026-11-30T23:59:59+5:30',
    '2026-11-30T23:59:59+05:3O',
    '2026-11-30T23:59:59+24:00',
    '2026-11-30T23:59:59ZZ',
    '2026/11/30T23:59:59Z',
    'x026-11-30T23:59:59Z',
    '+026-11-30T23:59:59Z',
    '',
  ])('refuses the moment %j', (text) => {
    expect(() => readInstant('at', fieldOf(text))).toThrow(FieldRefused);
  });

  test('takes ids as numbers', () => {
    expect([readId('id', fieldOf('007')), readId('id', fieldOf('0'))]).toEqual([7, 0]);
    expect(() => readId('id', fieldOf('1.0'))).toThrow(FieldRefused);
  });
});
