import { describe, expect, test } from '@jest/globals';
import { at, attempt, goodMembers, goodSales, memberHeader, saleHeader, withMember } from './oracle/attempt.js';
import type { Files } from './oracle/attempt.js';
import { presetDocument } from './oracle/drafts.js';

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
    ['a moment that is none', { arguments: { '--as-of': 'today' } }, '--as-of "today" is not a moment'],
    ['an argument that is unknown', { arguments: { '--verbose': 'yes' } }, "Unknown option '--verbose'"],
    ['an argument that is empty', { arguments: { '--out': '' } }, 'npm run simulate -- --plan plan.json'],
  ])('for %s', (_, files, message) => {
    expect(attempt(files).refused).toContain(message);
  });
});
