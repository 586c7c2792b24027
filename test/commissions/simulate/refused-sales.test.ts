import { describe, expect, test } from '@jest/globals';
import { at, attempt, saleHeader, withSale } from './oracle/attempt.js';
import type { Files } from './oracle/attempt.js';

describe('sales.csv is refused with line and reason', () => {
  test.each<[string, Files, string]>([
    ['an unknown column', { sales: [`${saleHeader},note`] }, 'sales.csv:1: unknown column "note"'],
    ['a doubled id', withSale(`2,2,,1,1,${at},`), 'sales.csv:4: sale_id 2 stands twice'],
    ['an unknown buyer', withSale(`3,9,,1,1,${at},`), 'sales.csv:4: member_id "9" is not a member'],
    ['no buyer', withSale(`3,,1,1,1,${at},`), 'sales.csv:4: member_id "" is not a whole number'],
    ['an unknown seller', withSale(`3,2,9,1,1,${at},`), 'sales.csv:4: seller_id "9" is not a member'],
    ['a refund of nothing', withSale(`3,2,,-1,-1,${at},9`), 'sales.csv:4: refund_of 9 is not a sale'],
    ['a refund of a refund', withSale(`3,2,,-1,-1,${at},2`), 'sales.csv:4: refund_of 2 is a refund itself'],
    [
      'a refund of another buyer',
      withSale(`3,3,,-1,-1,${at},1`),
      'sales.csv:4: refund_of 1 is a sale of another member_id',
    ],
    [
      'more refunded than sold',
      withSale(`3,2,,-6.01,-6,${at},1`),
      'sales.csv:4: refunds more than is left of the sale',
    ],
    [
      'more volume refunded than sold',
      withSale(`3,2,,-6,-6.01,${at},1`),
      'sales.csv:4: refunds more than is left of the sale',
    ],
    ['a positive refund', withSale(`3,2,,1,-1,${at},1`), 'sales.csv:4: refund_of "1" has a positive amount or volume'],
    [
      'a negative sale',
      withSale(`3,2,,-1,1,${at},`),
      'sales.csv:4: amount "-1" is negative, which only a refund may be',
    ],
    [
      'a negative volume',
      withSale(`3,2,,1,-1,${at},`),
      'sales.csv:4: volume "-1" is negative, which only a refund may be',
    ],
    ['an amount of three decimals', withSale(`3,2,,0.001,1,${at},`), 'sales.csv:4: amount "0.001" is not an amount'],
    ['an amount with an exponent', withSale(`3,2,,1e3,1,${at},`), 'sales.csv:4: amount "1e3" is not an amount'],
    ['an amount with spaces', withSale(`3,2,, 1 ,1,${at},`), 'sales.csv:4: amount " 1 " is not an amount'],
    ['other digits', withSale(`3,2,,१२,1,${at},`), 'sales.csv:4: amount "१२" is not an amount'],
    ['a sign alone', withSale(`3,2,,-,1,${at},`), 'sales.csv:4: amount "-" is not an amount'],
    ['no amount', withSale(`3,2,,,1,${at},`), 'sales.csv:4: amount "" is not an amount'],
    [
      'volumes that no sum of 64 bits can hold',
      { sales: [saleHeader, ...Array.from({ length: 9001 }, (_, id) => `${id},2,,1,9999999999999.99,${at},`)] },
      'sales.csv:9002: volume "9999999999999.99" makes the sum of all too large',
    ],
    ['nothing in it', { sales: [] }, 'sales.csv:1: has no header'],
    ['a byte order mark alone', { sales: ['\uFEFF'] }, 'sales.csv:1: has no header'],
    ['its header twice', { sales: [saleHeader, saleHeader] }, 'sales.csv:2: '],
    [
      'semicolons',
      { sales: [saleHeader.replaceAll(',', ';')] },
      'sales.csv:1: unknown column "sale_id;member_id;seller_id',
    ],
    ['lines that end as they did on old machines', { sales: [`${saleHeader}\r1,2`] }, 'unknown column "refund_of\\r1"'],
    ['a line of spaces', withSale('   '), 'sales.csv:4: has 1 fields where the header has 7'],
    ['a line of commas', withSale(',,,,,,'), 'sales.csv:4: sale_id "" is not a whole number'],
    ['a column more', withSale(`3,2,,1,1,${at},,`), 'sales.csv:4: has 8 fields where the header has 7'],
    ['a field over two lines', withSale(`"3\n",2,,1,1,${at},`), 'sales.csv:4: has a quote where none can stand'],
    ['a refund of itself', withSale(`3,2,,-1,-1,${at},3`), 'sales.csv:4: refund_of 3 is a refund itself'],
    ['an id with a fraction', withSale(`3.0,2,,1,1,${at},`), 'sales.csv:4: sale_id "3.0" is not a whole number'],
    ['an id one too large', withSale(`9007199254740992,2,,1,1,${at},`), 'is larger than 9007199254740991'],
    [
      'an amount without an end',
      withSale(`3,2,,${'9'.repeat(3_000_000)},1,${at},`),
      `amount "${'9'.repeat(60)}…" is not an`,
    ],
    [
      'refunds that are more than the sale only together',
      { sales: [saleHeader, `1,2,,9,9,${at},`, `2,2,,-5,-5,${at},1`, `3,2,,-5,-5,${at},1`] },
      'sales.csv:4: refunds more than is left of the sale',
    ],
    ['a moment that is none', withSale('3,2,,1,1,yesterday,'), 'sales.csv:4: at "yesterday" is not a moment'],
  ])('for %s', (_, files, message) => {
    const { refused, wrote } = attempt(files);
    expect(refused).toContain(message);
    expect(wrote).toBe(false);
  });
});
