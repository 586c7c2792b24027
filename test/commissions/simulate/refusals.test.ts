import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { at, attempt, goodMembers, goodSales, memberHeader, saleHeader, withMember } from './oracle/attempt.js';
import type { Files } from './oracle/attempt.js';
import { presetDocument } from './oracle/drafts.js';
import { inFolder } from './oracle/files.js';

describe('files as they should be', () => {
  test('are simulated', () => {
    expect(attempt({})).toEqual({ refused: null, wrote: true });
  });

  test.each<[string, Files]>([
    ['columns in another order', { members: goodMembers.map((row) => row.split(',').reverse().join(',')) }],
    ['no refund_of column', { sales: goodSales.slice(0, 2).map((row) => row.split(',').slice(0, 6).join(',')) }],
    [
      'Windows line ends, a byte order mark and an empty last line',
      { members: ['\uFEFF' + goodMembers.join('\r\n'), ''] },
    ],
    ['fields in quotes', { members: goodMembers.map((row) => row.replaceAll(/[^,]+/g, '"$&"')) }],
    ['a moment with an offset and with fractions', withMember('4,1,2,0,2026-11-01T05:30:00.123456+05:30,,active')],
    ['no members and no sales at all', { members: [memberHeader], sales: [saleHeader] }],
    ['fields in quotes that are empty', { sales: [...goodSales, `3,2,"",1,1,${at},""`] }],
    ['empty lines before the header', { sales: ['', '', ...goodSales] }],
    ['the largest id there is', { sales: [...goodSales, `9007199254740991,2,,1,1,${at},`] }],
    ['two roots', withMember(`4,,,,${at},,active`)],
    ['a slot beyond the width of the plan', withMember(`4,1,1,7,${at},,active`)],
    ['a sponsor without a parent, or a parent without a sponsor', withMember(`4,2,,,${at},,active`)],
    ['a sale of nothing, and a refund of it', { sales: [saleHeader, `1,2,,0,0,${at},`, `2,2,,-0,-0.00,${at},1`] }],
    [
      'a refund that comes before its sale',
      { sales: [saleHeader, `1,2,,9,9,${at},`, '2,2,,-9,-9,2026-10-01T00:00:00Z,1'] },
    ],
    [
      'a refund whose sale comes after the moment',
      { sales: [saleHeader, '1,2,,9,9,2027-01-01T00:00:00Z,', `2,2,,-9,-9,${at},1`] },
    ],
    ['a moment before everything', { arguments: { '--as-of': '1970-01-01T00:00:00Z' } }],
    ['a moment far behind everything', { arguments: { '--as-of': '9999-12-31T23:59:59Z' } }],
    ['ids with zeros before them', withMember(`00000000000000000004,01,02,00,${at},,active`)],
    ['a root without a slot', withMember(`4,,,,${at},,active`)],
  ])('may have %s', (_, files) => {
    expect(attempt(files).refused).toBeNull();
  });
});

describe('a plan or an argument is refused', () => {
  const telemarketing = presetDocument('telemarketing');

  test.each<[string, Files, string]>([
    ['an unknown key', { plan: { ...telemarketing, bonus: 1 } }, 'plan.json: bonus: is not a known field'],
    [
      'a cap of zero',
      {
        plan: {
          ...telemarketing,
          binary: { unit: 'members', pair_value: 1, amount: '1', cap: { pairs: 0, per: 'day' } },
        },
      },
      'plan.json: binary.cap.pairs: a cap of zero',
    ],
    ['rates over 100 %', { plan: { ...telemarketing, seller: { rate_bp: 9600 } } }, 'plan.json: levels.rates_bp'],
    [
      'an unknown tax rule',
      { plan: { ...telemarketing, withholding: ['mars'] } },
      'plan.json: withholding.0: there is no tax rule "mars"',
    ],
    ['text that is not JSON', { plan: '{' }, 'plan.json: is not JSON'],
    [
      'a file that is not there',
      { arguments: { '--members': '/nowhere/members.csv' } },
      '/nowhere/members.csv: cannot be read',
    ],
    ['a folder for a file', { arguments: { '--members': '/' } }, '/: is not a file'],
    ['a folder for the sales', { arguments: { '--sales': '/' } }, '/: is not a file'],
    ['a folder for the plan', { arguments: { '--plan': '/' } }, '/: cannot be read'],
    ['a file for the folder', { arguments: { '--out': '/dev/null' } }, '/dev/null: is not a folder'],
    ['a folder in a file', { arguments: { '--out': '/dev/null/out' } }, '/dev/null/out: is not a folder'],
    ['a folder that nobody can make', { arguments: { '--out': '/proc/x' } }, '/proc/x: is not a folder'],
    [
      'a folder deep in one that nobody can make',
      { arguments: { '--out': '/proc/x/y' } },
      '/proc/x/y: is not a folder',
    ],
    ['a folder that takes no files', { arguments: { '--out': '/proc' } }, '/proc: cannot be written to: ENOENT'],
    ['a name that is too long', { arguments: { '--out': `/tmp/${'x'.repeat(300)}` } }, 'is not a folder that can be'],
    ['a moment before 1970', { arguments: { '--as-of': '1970-01-01T00:00:00+14:00' } }, '--as-of "1970-01-01T00:00'],
    ['a moment after 9999', { arguments: { '--as-of': '9999-12-31T23:59:59-01:00' } }, '--as-of "9999-12-31T23:59'],
    [
      'a moment without an offset',
      { arguments: { '--as-of': '2026-11-30T23:59:59' } },
      '--as-of "2026-11-30T23:59:59" is not',
    ],
    ['a leap second', { arguments: { '--as-of': '2026-06-30T23:59:60Z' } }, '--as-of "2026-06-30T23:59:60Z" is not'],
    ['a list for a plan', { plan: [] }, 'plan.json: body: is a list, and should be an object'],
    ['nothing for a plan', { plan: '' }, 'plan.json: is not JSON'],
    ['lists in lists without an end', { plan: '['.repeat(100_000) }, 'plan.json: is not JSON'],
    ['a moment that is none', { arguments: { '--as-of': 'today' } }, '--as-of "today" is not a moment'],
    ['an argument that is unknown', { arguments: { '--verbose': 'yes' } }, "Unknown option '--verbose'"],
    ['an argument that is empty', { arguments: { '--out': '' } }, 'npm run simulate -- --plan plan.json'],
  ])('for %s', (_, files, message) => {
    expect(attempt(files).refused).toContain(message);
  });
});

describe('what cannot be counted', () => {
  test('is refused, and nothing is written', () => {
    const pairs = { unit: 'volume', pair_value: '0.01', amount: '9999999999999.99' };
    const files = {
      plan: { ...presetDocument('telemarketing'), binary: pairs },
      members: [memberHeader, `1,,,0,${at},,active`, `2,1,1,0,${at},,active`, `3,1,1,1,${at},,active`],
      sales: [saleHeader, `1,2,,1,9999999999999.99,${at},`, `2,3,,1,9999999999999.99,${at},`],
    };
    expect(attempt(files)).toEqual({
      refused: 'sales.csv: What pairs pay member 1 cannot be counted: the plan or the volumes are too large.',
      wrote: false,
    });
  });
});

describe('a folder that has other things in it', () => {
  const files = ['lines.csv', 'legs.csv', 'ranks.csv'];
  const into = (folder: string) => attempt({ arguments: { '--out': folder } }).refused;

  test('keeps them, and files of an earlier simulation are written over', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'notes.txt'), 'mine');
      writeFileSync(join(folder, 'lines.csv'), 'old');
      expect(into(folder)).toBeNull();
      expect(readdirSync(folder).sort()).toEqual([...files, 'notes.txt'].sort());
      expect(readFileSync(join(folder, 'lines.csv'), 'utf8')).toMatch(/^beneficiary,/);
    });
  });

  test('is refused where a file cannot be written, and the others stay as they were', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'lines.csv'), 'old');
      mkdirSync(join(folder, 'ranks.csv'));
      expect(into(folder)).toBe(`${folder}/ranks.csv: is not a file that can be written`);
      expect(readFileSync(join(folder, 'lines.csv'), 'utf8')).toBe('old');
      expect(readdirSync(folder).sort()).toEqual(['lines.csv', 'ranks.csv']);
    });
  });
});
