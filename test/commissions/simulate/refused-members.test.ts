import { describe, expect, test } from '@jest/globals';
import { at, attempt, goodMembers, memberHeader, withMember, withSale } from './oracle/attempt.js';
import type { Files } from './oracle/attempt.js';

describe('members.csv is refused with line and reason', () => {
  test.each<[string, Files, string]>([
    [
      'an unknown column',
      { members: [`${memberHeader},name`, `1,,,0,${at},,active,x`] },
      'members.csv:1: unknown column "name"',
    ],
    ['a missing column', { members: ['member_id'] }, 'members.csv:1: column "sponsor_id" is missing'],
    ['a doubled column', { members: [`${memberHeader},status`] }, 'members.csv:1: column "status" stands twice'],
    ['nothing in it', { members: [] }, 'members.csv:1: has no header'],
    ['a row too short', withMember('4,1,2'), 'members.csv:5: has 3 fields where the header has 7'],
    ['an open quote', withMember(`"4,1,2,0,${at},,active`), 'members.csv:5: has a quote where none can stand'],
    ['a doubled id', withMember(`2,1,2,0,${at},,active`), 'members.csv:5: id 2 stands twice'],
    ['an unknown parent', withMember(`4,1,9,0,${at},,active`), 'members.csv:5: parent_id 9 is not a member'],
    ['an unknown sponsor', withMember(`4,9,2,0,${at},,active`), 'members.csv:5: sponsor_id 9 is not a member'],
    ['a doubled slot', withMember(`4,1,1,1,${at},,active`), 'members.csv:5: slot 1 under parent_id 1 is taken'],
    [
      'a doubled high slot',
      { members: [...goodMembers, `4,1,1,40,${at},,active`, `5,1,1,40,${at},,active`] },
      'members.csv:6: slot 40 under parent_id 1 is taken',
    ],
    [
      'a member under itself',
      withMember(`4,1,4,0,${at},,active`),
      'members.csv:5: parent_id: the member stands in a cycle',
    ],
    [
      'a cycle of parents',
      { members: [memberHeader, `1,,2,0,${at},,active`, `2,,1,0,${at},,active`] },
      'members.csv:2: parent_id: the member stands in a cycle',
    ],
    [
      'a cycle of sponsors',
      { members: [memberHeader, `1,2,,0,${at},,active`, `2,1,1,0,${at},,active`] },
      'members.csv:2: sponsor_id: the member stands in a cycle',
    ],
    [
      'an id that is no number',
      withMember(`x,1,2,0,${at},,active`),
      'members.csv:5: member_id "x" is not a whole number',
    ],
    ['a negative id', withMember(`-4,1,2,0,${at},,active`), 'members.csv:5: member_id "-4" is not a whole number'],
    [
      'an id beyond exact numbers',
      withMember(`9999999999999999,1,2,0,${at},,active`),
      'members.csv:5: member_id "9999999999999999" is larger than 9007199254740991',
    ],
    [
      'an id as long as those of other systems',
      withMember(`1234567890123456789,1,2,0,${at},,active`),
      'members.csv:5: member_id "1234567890123456789" is larger than 9007199254740991',
    ],
    ['an id with a sign', withMember(`+4,1,2,0,${at},,active`), 'members.csv:5: member_id "+4" is not a whole number'],
    ['an id with a space', withMember(` 4,1,2,0,${at},,active`), 'members.csv:5: member_id " 4" is not a whole number'],
    ['an id written twice', withMember(`0002,1,2,0,${at},,active`), 'members.csv:5: id 2 stands twice'],
    [
      'a slot that is no number',
      withMember(`4,1,2,left,${at},,active`),
      'members.csv:5: slot "left" is not a whole number',
    ],
    ['no slot under a parent', withMember(`4,1,2,,${at},,active`), 'members.csv:5: slot "" is not a whole number'],
    [
      'a day that does not exist',
      withMember('4,1,2,0,2026-02-30T00:00:00Z,,active'),
      'members.csv:5: joined_at "2026-02-30T00:00:00Z" is not a moment',
    ],
    [
      'a moment without an offset',
      withMember('4,1,2,0,2026-02-03T00:00:00,,active'),
      'members.csv:5: joined_at "2026-02-03T00:00:00" is not a moment',
    ],
    [
      'an hour 24',
      withMember(`4,1,2,0,${at},2026-02-03T24:00:00Z,active`),
      'members.csv:5: activated_at "2026-02-03T24:00:00Z" is not a moment',
    ],
    ['no moment of joining', withMember('4,1,2,0,,,active'), 'members.csv:5: joined_at "" is not a moment'],
    [
      'an unknown status',
      withMember(`4,1,2,0,${at},,Active`),
      'members.csv:5: status "Active" is neither active nor inactive',
    ],
  ])('for %s', (_, files, message) => {
    const { refused, wrote } = attempt(files);
    expect(refused).toContain(message);
    expect(wrote).toBe(false);
  });

  test('also for what would only exist after the moment asked for', () => {
    const late = '2027-01-01T00:00:00Z';
    expect(attempt(withMember(`4,1,1,1,${late},,active`)).refused).toContain('members.csv:5: slot 1');
    expect(attempt(withSale(`3,9,,1,1,${late},`)).refused).toContain('sales.csv:4: member_id "9" is not a member');
  });
});
