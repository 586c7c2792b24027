import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCallingTime } from '../../src/leads/calling-hours.js';
import { compatibilityScore } from '../../src/leads/compatibility.js';
import { nextAssignee } from '../../src/leads/next-assignee.js';
import type { Taker } from '../../src/leads/next-assignee.js';
import { oldStatusOf, oldStatuses, standingOf } from '../../src/leads/old-status.js';
import { normalisePhone } from '../../src/leads/phone.js';
import { whyNot } from '../../src/leads/stage-order.js';
import type { Ordered } from '../../src/leads/stage-order.js';

describe('a phone number', () => {
  test.each([
    ['01711-123456', 'BD', '+8801711123456'],
    ['+91 98765 43210', null, '+919876543210'],
    ['00 91 98765 43210', 'IN', '+919876543210'],
    ['(415) 555-2671', 'US', '+14155552671'],
  ] as const)('written %s in %s is kept as %s', (written, country, kept) => {
    expect(normalisePhone(written, country)).toBe(kept);
  });

  test.each(['12', 'hello', '', '+999999999999999999', '=1+1'])('is not what %p says', (written) => {
    expect(normalisePhone(written, 'BD')).toBeNull();
  });
});

describe('calling hours', () => {
  const hours = { from: '09:00', until: '20:00', timeZone: 'Asia/Dhaka' };

  test.each([
    ['2026-11-30T03:00:00Z', true],
    ['2026-11-30T02:59:59Z', false],
    ['2026-11-30T13:59:59Z', true],
    ['2026-11-30T14:00:00Z', false],
  ])('from 09:00 until 20:00 in Dhaka: at %s it is %p', (at, may) => {
    expect(isCallingTime(new Date(at), hours)).toBe(may);
  });

  test('over midnight hold on both sides of it', () => {
    const night = { from: '20:00', until: '02:00', timeZone: 'UTC' };
    const at = (time: string) => isCallingTime(new Date(`2026-11-30T${time}Z`), night);
    expect([at('19:59:00'), at('20:00:00'), at('01:59:00'), at('02:00:00')]).toEqual([false, true, true, false]);
  });

  test('from 00:00 until 24:00 are always', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }), (at) =>
        isCallingTime(at, { from: '00:00', until: '24:00', timeZone: 'Europe/Berlin' }),
      ),
    );
  });
});

describe('who takes the next lead', () => {
  const taker = (userId: number, rest: Partial<Taker> = {}): Taker => ({
    userId,
    weight: 1,
    capacity: null,
    open: 0,
    given: 0,
    ...rest,
  });

  test('goes round when all weigh the same', () => {
    const takers = [taker(1, { given: 3 }), taker(2, { given: 2 }), taker(3, { given: 2 })];
    expect(nextAssignee(takers)?.userId).toBe(2);
  });

  test('passes over whoever has as many as may be, and is nobody when all have', () => {
    expect(nextAssignee([taker(1, { capacity: 2, open: 2 }), taker(2, { given: 9 })])?.userId).toBe(2);
    expect(nextAssignee([taker(1, { capacity: 2, open: 2 })])).toBeUndefined();
    expect(nextAssignee([])).toBeUndefined();
  });

  test('gives nobody less than the whole leads of the share of his weight', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 120 }), (list, leads) => {
        const takers = list.map((weight, index) => taker(index, { weight }));
        for (let lead = 0; lead < leads; lead += 1) {
          const one = nextAssignee(takers);
          if (one) takers[one.userId] = { ...one, given: one.given + 1 };
        }
        const whole = list.reduce((sum, weight) => sum + weight, 0);
        expect(takers.reduce((sum, { given }) => sum + given, 0)).toBe(leads);
        for (const { weight, given } of takers)
          expect(given).toBeGreaterThanOrEqual(Math.floor((leads * weight) / whole));
      }),
    );
  });
});

describe('a status of the earlier system', () => {
  test.each([
    ['contacted', 'lead/contacted'],
    ['Follow Up', 'lead/follow_up'],
    ['follow-up', 'lead/follow_up'],
    ['CONVERTED', 'customer/converted'],
    ['lost', 'closed/lost'],
    ['new', 'new_account/new'],
  ])('%s stands at %s', (word, place) => {
    const { stage, substage } = standingOf(word) ?? { stage: '', substage: '' };
    expect(`${stage}/${substage}`).toBe(place);
  });

  test('that is none is refused', () => {
    expect(standingOf('interested maybe')).toBeUndefined();
  });

  test('comes back from where it stands', () => {
    for (const [status, standing] of Object.entries(oldStatuses)) expect(oldStatusOf(standing)).toBe(status);
    expect(oldStatusOf({ stage: 'proposal', substage: 'sent' })).toBe('follow_up');
  });
});

describe('the compatibility score', () => {
  test('is the mean of the substage scores, and nothing without any', () => {
    expect(compatibilityScore([15, 20, 100])).toBe(45);
    expect(compatibilityScore([])).toBeNull();
  });
});

describe('the order of stages', () => {
  const stages: Ordered[] = [
    { key: 'new', position: 1, outcome: 'open' },
    { key: 'demo', position: 2, outcome: 'open' },
    { key: 'contract', position: 3, outcome: 'open' },
    { key: 'customer', position: 4, outcome: 'converted' },
    { key: 'closed', position: 5, outcome: 'lost' },
  ];

  test.each([
    ['new', 'demo', true],
    ['new', 'contract', false],
    ['contract', 'new', true],
    ['demo', 'demo', true],
    ['new', 'closed', true],
    ['closed', 'contract', true],
    ['contract', 'customer', false],
    ['customer', 'closed', false],
    ['new', 'nowhere', false],
  ])('from %s to %s: %p', (from, to, may) => {
    expect(whyNot(stages, from, to) === undefined).toBe(may);
  });
});
