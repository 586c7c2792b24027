import { describe, expect, test } from '@jest/globals';
import { explainAttribution } from '../../../src/commissions/explain/explain-attribution.js';
import { tell } from '../../../src/commissions/explain/tell.js';
import type { Sale } from '../../../src/orders/sale.js';
import { explainPayout } from '../../../src/payouts/explain-payout.js';
import { Payout } from '../../../src/payouts/payout.js';
import type { PayoutStatus } from '../../../src/payouts/payout.js';
import type { Attribution } from '../../../src/tracking/attribute.js';
import { member, program, sell } from '../people.js';

const at = (day: number): string => `2026-10-0${day}T12:00:00Z`;
const none = { tokenId: null, linkId: null };

/** A sale with this attribution, as it is told. */
async function credited(attribution: Partial<Attribution>): Promise<{ sentences: string[]; names: string[] }> {
  const here = await program();
  const { member: seller } = await member(here);
  const sale: Sale = await sell(here, seller, '59.00');
  sale.set({ attribution: { ...sale.attribution, ...attribution } });
  return { ...(await tell(await explainAttribution(sale), 'en')), names: [String(seller.id)] };
}

describe('who is credited with a sale', () => {
  test('is nobody where nothing said who sent the customer; the seller was named', async () => {
    const { sentences } = await credited({});
    expect(sentences[0]).toBe('Nothing said who sent the customer, so nobody is credited.');
    expect(sentences[1]).toMatch(/^The seller named with the sale is .+\.$/);
  });

  test('is whom the strongest evidence names, and each other one lost for its own reason', async () => {
    const won = { kind: 'token', tokenId: 4, linkId: 7, memberId: null, touchedAt: at(3) } as const;
    const cookie = { kind: 'cookie', ...none, memberId: null, touchedAt: at(1) } as const;
    const older = { ...won, tokenId: 3, touchedAt: at(2) } as const;
    const code = { kind: 'code', ...none, memberId: null, touchedAt: at(3) } as const;
    const lost = [
      { ...cookie, why: 'weaker' },
      { ...older, why: 'earlier' },
      { ...code, why: 'not_active_now' },
      { ...cookie, why: 'expired' },
    ] as const;
    const { sentences } = await credited({
      rule: 'token',
      tokenId: 4,
      linkId: 7,
      evidence: [won, cookie, older, code],
      lost: [...lost],
      selfReferral: 'own_device',
    });
    expect(sentences.slice(0, -1)).toEqual([
      'A referral token of 2026-10-03 decided: the link credits nobody.',
      'The cookie of 2026-10-01 lost: weaker than what decided.',
      'The token of 2026-10-02 lost: an earlier visit of the same kind, and the last one wins.',
      'The code lost: the member was not active at the sale.',
      'The cookie of 2026-10-01 lost: its window was over.',
      'Stronger evidence comes first: a click or token, a code, the cookie, the bound customer.',
      'The customer looks like the credited member: the same device. The lines are held.',
    ]);
  });

  test('is nobody where nothing that was presented counts', async () => {
    const gone = { kind: 'click', ...none, memberId: null, touchedAt: at(3) } as const;
    const { sentences } = await credited({ evidence: [gone], lost: [{ ...gone, why: 'unknown' }] });
    expect(sentences.slice(0, 2)).toEqual([
      'Nothing that was presented counts, so nobody is credited.',
      'The click of 2026-10-03 lost: nothing of ours answers to it.',
    ]);
  });
});

describe('what a payout comes to', () => {
  const payout = (status: PayoutStatus, more: Partial<Payout> = {}) =>
    Payout.build({
      id: 1,
      programId: 1,
      memberId: 999_999,
      amount: 100_000n,
      net: 94_000n,
      currency: 'INR',
      deductions: [
        { kind: 'tax', amount: '50.00', why: 'section 194H' },
        { kind: 'fee', amount: '10.00', why: 'payout fee of the plan' },
      ],
      status,
      firstApprovedById: null,
      ...more,
    });
  const told = async (one: Payout) => (await tell(explainPayout(one), 'en')).sentences;

  test('is what was asked for less each deduction with its reason', async () => {
    expect(await told(payout('requested'))).toEqual([
      'Member 999999 asked for 1000.00 INR.',
      'Less 50.00 INR for tax (section 194H).',
      'Less 10.00 INR for fee (payout fee of the plan).',
      '940.00 INR is to arrive.',
      'It waits for an approval by somebody who did not ask for it; the money is held in the wallet.',
    ]);
  });

  test('gives each reason in Hindi too', async () => {
    const { sentences } = await tell(explainPayout(payout('requested')), 'hi');
    expect(sentences.slice(1, 3).join(' ')).toMatch(/धारा 194H.*प्लान का भुगतान शुल्क/);
  });

  test.each([
    [payout('requested', { approvalsNeeded: 2 }), 'two approvals by different people'],
    [payout('requested', { approvalsNeeded: 2, firstApprovedById: 3 }), 'a second approval by somebody else'],
    [payout('approved'), 'waits for the bank'],
    [payout('processing'), 'with the bank'],
    [payout('paid', { bankReference: 'NEFT-1' }), 'under NEFT-1'],
    [payout('rejected', { closeReason: 'wrong account' }), 'rejected (wrong account); the money went back'],
    [payout('failed', { closeReason: 'closed account' }), '(closed account); the money went back'],
    [payout('cancelled'), 'cancelled; the money went back'],
  ])('says where it is: %#', async (one, words) => {
    expect((await told(one)).at(-1)).toContain(words);
  });

  test('without deductions says so', async () => {
    expect(await told(payout('requested', { deductions: [] }))).toContain('Nothing is taken off.');
  });
});
