import { describe, expect, test } from '@jest/globals';
import { member, outcomeOf, preset, rowOf, sale, taxRules } from './oracle/drafts.js';
import { simulateCase } from './oracle/files.js';

describe('telemarketing: a sale of 100.00 by seller S under P', () => {
  const plan = preset('telemarketing');

  test('pays S 10.00 and P 5.00', () => {
    const { lines } = outcomeOf(plan, [member(1, null), member(2, [1, 0])], [sale(9, 2, '100', { seller: 2 })]);
    expect(lines).toEqual(['1,binary_match,1,sale:9,100.00,1,5.00,', '2,direct_sale,0,sale:9,100.00,1,10.00,']);
  });

  test('pays a seller with no parent only 5.90 of 59.00', () => {
    const { lines } = outcomeOf(plan, [member(1, null)], [sale(9, 1, '59.00', { seller: 1 })]);
    expect(lines).toEqual(['1,direct_sale,0,sale:9,59.00,1,5.90,']);
  });

  test('pays an inactive seller his own sale, and an inactive parent nothing', () => {
    const members = [member(1, null, { active: false }), member(2, [1, 0], { active: false })];
    const { lines, totals } = outcomeOf(plan, members, [sale(9, 2, '100', { seller: 2 })]);
    expect(lines).toEqual(['2,direct_sale,0,sale:9,100.00,1,10.00,']);
    expect(totals.breakage).toBe('5.00');
  });

  test('pays nobody when nobody sold it', () => {
    expect(outcomeOf(plan, [member(1, null), member(2, [1, 0])], [sale(9, 2, '100')]).lines).toEqual([]);
  });

  test('5 % of 33.33 is 1.67, and refunds of 40 % and 60 % take back 0.67 and 1.00', () => {
    const members = [member(1, null), member(2, [1, 0])];
    const refunds = [
      sale(10, 2, '-13.33', { refundOf: 9, at: '2026-11-04T00:00:00Z' }),
      sale(11, 2, '-20.00', { refundOf: 9, at: '2026-11-05T00:00:00Z' }),
    ];
    const { lines } = outcomeOf(plan, members, [sale(9, 2, '33.33', { seller: 2 }), ...refunds]);
    expect(lines.filter((line) => line.startsWith('1,'))).toEqual([
      '1,binary_match,1,sale:9,33.33,1,1.67,',
      '1,binary_match,1,sale:10,-13.33,1,-0.67,refund',
      '1,binary_match,1,sale:11,-20.00,1,-1.00,refund',
    ]);
  });

  test('a refund dated before its sale waits for it', () => {
    const early = sale(10, 1, '-59', { refundOf: 9, at: '2026-11-01T00:00:00Z' });
    const { lines, totals } = outcomeOf(plan, [member(1, null)], [early, sale(9, 1, '59', { seller: 1 })]);
    expect(lines).toEqual(['1,direct_sale,0,sale:9,59.00,1,5.90,', '1,direct_sale,0,sale:10,-59.00,1,-5.90,refund']);
    expect(totals.net).toBe('0.00');
  });
});

describe('mlm-service: the chain L4-L3-L2-L1-L0', () => {
  const plan = preset('mlm-service');
  const before = [member(9, null), member(10, [9, 0]), member(11, [10, 0]), member(12, [11, 0]), member(13, [12, 0])];
  const long = '2026-01-01T00:00:00Z';

  test('pays 10, 5, 2, 1 to L3, L2, L1, L0 when L4 joins, and a fifth ancestor nothing', () => {
    const chain = [...before, member(14, [13, 0], { joinedAt: '2026-11-02T00:00:00Z' })];
    const { lines } = outcomeOf(plan, chain);
    expect(lines.filter((line) => line.includes('member:14'))).toEqual([
      '10,level,4,member:14,1.00,1,1.00,',
      '11,level,3,member:14,2.00,1,2.00,',
      '12,level,2,member:14,5.00,1,5.00,',
      '13,level,1,member:14,10.00,1,10.00,',
    ]);
  });

  test('pays the same for a purchase, whatever its amount', () => {
    const chain = [...before, member(14, [13, 0])].map((one) => ({ ...one, joinedAt: long }));
    const { lines } = outcomeOf(plan, chain, [sale(7, 14, '0.01')]);
    expect(lines.filter((line) => line.includes('sale:7')).map((line) => line.split(',')[6])).toEqual([
      '1.00',
      '2.00',
      '5.00',
      '10.00',
    ]);
  });

  test('ten below over all levels, three of them direct: Silver; two in all: no rank', () => {
    const three = [1, 2, 3].map((id) => member(id, [100, id - 1]));
    const seven = [4, 5, 6, 7, 8, 9, 10].map((id) => member(id, [((id - 4) % 3) + 1, Math.floor((id - 4) / 3)]));
    const ranks = outcomeOf(plan, [member(100, null), ...three, ...seven]).ranks;
    expect(rowOf(ranks, 100)).toBe('Silver,10,3,0.00');
    expect(rowOf(ranks, 2)).toBe(',2,2,0.00');
  });
});

describe('binary-classic: sponsor levels of 5 %, 3 %, 2 %', () => {
  const plan = preset('binary-classic', { binary: null });
  const chain = (inactive: number[]) =>
    [1, 2, 3, 4, 5].map((id) => member(id, id > 1 ? [id - 1, 0] : null, { active: !inactive.includes(id) }));
  const paid = (inactive: number[], compression = 'standard') =>
    outcomeOf(preset('binary-classic', { binary: null, levels: { compression } }), chain(inactive), [
      sale(7, 5, '100'),
    ]);

  test('pay the three sponsors above the buyer', () => {
    expect(paid([]).lines).toEqual([
      '2,level,3,sale:7,100.00,1,2.00,',
      '3,level,2,sale:7,100.00,1,3.00,',
      '4,level,1,sale:7,100.00,1,5.00,',
    ]);
  });

  test('pass over the inactive: the line has the level that is paid', () => {
    expect(paid([4, 3]).lines).toEqual(['1,level,2,sale:7,100.00,1,3.00,', '2,level,1,sale:7,100.00,1,5.00,']);
    expect(paid([4, 3]).totals.breakage).toBe('2.00');
  });

  test('are lost at the inactive without compression', () => {
    expect(paid([4], 'none').lines).toEqual(['2,level,3,sale:7,100.00,1,2.00,', '3,level,2,sale:7,100.00,1,3.00,']);
    expect(paid([4], 'none').totals.breakage).toBe('5.00');
  });

  test('follow the sponsor, not the place in the tree', () => {
    const members = [member(1, null), member(2, [1, 0]), member(3, [2, 0], { sponsor: 1 })];
    expect(outcomeOf(plan, members, [sale(7, 3, '100')]).lines).toEqual(['1,level,1,sale:7,100.00,1,5.00,']);
  });

  test('pay for the purchases of inactive members', () => {
    expect(paid([5]).lines).toHaveLength(3);
  });
});

describe('the referral bonus', () => {
  const activatedAt = '2026-11-02T00:00:00Z';
  const referrals = (plan: string, child: Parameters<typeof member>[2], sponsor: Parameters<typeof member>[2] = {}) =>
    outcomeOf(preset(plan), [member(1, null, sponsor), member(2, [1, 0], child), member(3, null)]).lines;

  test('is 1,000.00 under the README preset', () => {
    expect(referrals('ev-distribution', { activatedAt })).toEqual(['1,referral,0,member:2,1000.00,1,1000.00,']);
  });

  test('is 1,000 less 20 % under the 2026 preset', () => {
    expect(referrals('ev-distribution-2026', { activatedAt })).toEqual([
      '1,referral,0,member:2,1000.00,1,1000.00,',
      '1,tax,0,member:2,1000.00,1,-200.00,',
    ]);
  });

  test('is nothing before activation, for an inactive sponsor, and for a sponsor who is not above', () => {
    expect(referrals('ev-distribution', { activatedAt: '2026-11-15T12:00:01Z' })).toEqual([]);
    expect(referrals('ev-distribution', { activatedAt }, { active: false })).toEqual([]);
    expect(referrals('ev-distribution', { activatedAt, sponsor: 3 })).toEqual([]);
  });
});

describe('a tax rule with a yearly threshold that comes into force within the year', () => {
  test("counts the whole year's total, what was credited before that day too", () => {
    const rules = taxRules.filter(({ key }) => key === 'india-2026');
    const { lines } = simulateCase({
      plan: preset('telemarketing', { withholding: ['india-2026'] }),
      taxRules: rules.map((rule) => ({ ...rule, effectiveFrom: '2026-11-10' })),
      members: [member(1, null)],
      sales: [sale(8, 1, '190000', { seller: 1 }), sale(9, 1, '30000', { seller: 1, at: '2026-11-12T00:00:00Z' })],
      asOf: '2026-11-15T12:00:00Z',
    });
    expect(lines.filter((line) => line.includes(',tax,'))).toEqual(['1,tax,0,sale:9,3000.00,1,-440.00,']);
  });
});
