import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, evidenceKinds, windowEnd } from '../../src/tracking/attribution-rule.js';
import type { Evidence } from '../../src/tracking/attribution-rule.js';

const clicked = new Date('2026-03-01T10:00:00Z');
const converted = new Date('2026-03-05T10:00:00Z');

const evidence = (of: Partial<Evidence>): Evidence => ({
  kind: 'token',
  isKnown: true,
  tokenId: null,
  linkId: null,
  memberId: 1,
  ownerId: null,
  touchedAt: clicked,
  expiresAt: windowEnd(clicked, 180),
  wasActive: true,
  isActive: true,
  ...of,
});

const whyLost = (given: Evidence[], touch: 'first' | 'last' = 'last') =>
  decide(given, converted, touch).lost.map(({ evidence: { memberId }, why }) => [memberId, why]);

describe('deciding who sent a customer', () => {
  test('the token of A beats the code of V', () => {
    const tokenOfA = evidence({ kind: 'token', memberId: 1, tokenId: 9 });
    const codeOfV = evidence({ kind: 'code', memberId: 2, touchedAt: converted, expiresAt: null });
    expect(decide([codeOfV, tokenOfA], converted, 'last').won).toBe(tokenOfA);
    expect(whyLost([codeOfV, tokenOfA])).toEqual([[2, 'weaker']]);
  });

  test('an expired token loses to a valid code', () => {
    const expired = evidence({ memberId: 1, tokenId: 9, expiresAt: clicked });
    const codeOfV = evidence({ kind: 'code', memberId: 2, expiresAt: null });
    const { won } = decide([expired, codeOfV], converted, 'last');
    expect(won).toMatchObject({ memberId: 2, tokenId: null });
    expect(whyLost([expired, codeOfV])).toEqual([[1, 'expired']]);
  });

  test('evidence counts in its order: token, code, cookie, bound customer, none', () => {
    const all = evidenceKinds.map((kind, index) => evidence({ kind, memberId: index }));
    const winners = all.map((_, index) => decide(all.slice(index), converted, 'last').won?.kind);
    expect(winners).toEqual(['click', 'token', 'code', 'cookie', 'customer']);
    expect(decide([], converted, 'last').won).toBeNull();
  });

  test('within one kind the last touch wins, or the first where the program says so', () => {
    const early = evidence({ kind: 'cookie', memberId: 1, touchedAt: clicked });
    const late = evidence({ kind: 'cookie', memberId: 2, touchedAt: new Date('2026-03-02T10:00:00Z') });
    expect(decide([early, late], converted, 'last').won?.memberId).toBe(2);
    expect(whyLost([early, late])).toEqual([[1, 'earlier']]);
    expect(decide([early, late], converted, 'first').won?.memberId).toBe(1);
    expect(whyLost([early, late], 'first')).toEqual([[2, 'later']]);
  });

  test('the window closes exactly n x 24 h after the click', () => {
    const end = windowEnd(clicked, 30);
    expect(end.getTime() - clicked.getTime()).toBe(30 * 86_400_000);
    const visit = evidence({ expiresAt: end });
    expect(decide([visit], new Date(end.getTime() - 1), 'last').won).toBe(visit);
    expect(decide([visit], end, 'last')).toEqual({ won: null, lost: [{ evidence: visit, why: 'expired' }] });
  });

  test('a member who was not active at the click, or is not at the conversion, is not credited', () => {
    expect(whyLost([evidence({ wasActive: false })])).toEqual([[1, 'not_active_then']]);
    expect(whyLost([evidence({ isActive: false })])).toEqual([[1, 'not_active_now']]);
    expect(whyLost([evidence({ isKnown: false })])).toEqual([[1, 'unknown']]);
  });

  test('every piece of evidence either wins or says why it lost, whatever their order', () => {
    const pieces = fc.record({
      kind: fc.constantFrom(...evidenceKinds),
      isKnown: fc.boolean(),
      tokenId: fc.nat(1000),
      touchedAt: fc.date({ min: clicked, max: converted, noInvalidDate: true }),
      wasActive: fc.boolean(),
      isActive: fc.boolean(),
    });
    const distinct = fc.uniqueArray(pieces, { selector: ({ tokenId }) => tokenId, maxLength: 8 });
    fc.assert(
      fc.property(distinct, fc.constantFrom('first' as const, 'last' as const), (parts, touch) => {
        const given = parts.map(evidence);
        const { won, lost } = decide(given, converted, touch);
        expect(lost.length + (won ? 1 : 0)).toBe(given.length);
        expect(decide([...given].reverse(), converted, touch).won).toEqual(won);
        if (won) expect(won.isKnown && won.wasActive && won.isActive).toBe(true);
      }),
    );
  });
});
