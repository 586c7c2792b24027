import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import type { Member } from '../../src/network/member.js';
import { approvePayout } from '../../src/payouts/approve-payout.js';
import { cancelPayout } from '../../src/payouts/cancel-payout.js';
import { failPayout } from '../../src/payouts/fail-payout.js';
import { rejectPayout } from '../../src/payouts/reject-payout.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import { settlePayout } from '../../src/payouts/settle-payout.js';
import type { Program } from '../../src/programs/program.js';
import { outcomes } from '../ledger/ledger.js';
import { broken, memberWith, person, programOfTest, walletOf } from './people.js';

let program: Program;
let finance: Actor;
beforeAll(async () => {
  program = await programOfTest();
  finance = await person('funds_coordinator', program);
});

interface Asked {
  actor: Actor;
  member: Member;
  payoutId: number;
}

async function requested(): Promise<Asked> {
  const found = await memberWith(1000n, program);
  return { ...found, payoutId: (await requestPayout(found.actor, { amount: '6.00' })).id };
}

async function approved(): Promise<Asked> {
  const asked = await requested();
  await approvePayout(finance, { payoutId: asked.payoutId });
  return asked;
}

const whole = { balance: 1000n, held: 0n, available: 1000n };
const reason = 'the account does not exist';

describe('rejecting a payout', () => {
  test('gives the held money back and keeps the reason', async () => {
    const { member, payoutId } = await requested();
    expect(await rejectPayout(finance, { payoutId, reason })).toMatchObject({
      status: 'rejected',
      closeReason: reason,
    });
    expect(await walletOf(member, program)).toEqual(whole);
  });

  test('twenty times at once gives it back once', async () => {
    const { member, payoutId } = await requested();
    const attempts = Array.from({ length: 20 }, () => rejectPayout(finance, { payoutId, reason }));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['wrong_state'] });
    expect(await walletOf(member, program)).toEqual(whole);
  });

  test('and approving at once ends in one of the two', async () => {
    const { member, payoutId } = await requested();
    const attempts = [rejectPayout(finance, { payoutId, reason }), approvePayout(finance, { payoutId })];
    const { codes } = await outcomes(attempts);
    expect(codes.filter((code) => code !== 'wrong_state')).toEqual([]);
    expect([0n, 600n]).toContain((await walletOf(member, program)).held);
  });

  test('needs a reason', async () => {
    const { payoutId } = await requested();
    await expect(rejectPayout(finance, { payoutId, reason: '' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is not for the member', async () => {
    const { actor, payoutId } = await requested();
    await expect(rejectPayout(actor, { payoutId, reason })).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('failing a payout', () => {
  test('gives the money back once, however many times the bank says so', async () => {
    const { member, payoutId } = await approved();
    const attempts = Array.from({ length: 10 }, () => failPayout(finance, { payoutId, reason }));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['wrong_state'] });
    expect(await walletOf(member, program)).toEqual(whole);
  });

  test('that nobody approved is refused', async () => {
    const { payoutId } = await requested();
    await expect(failPayout(finance, { payoutId, reason })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('that is paid is refused', async () => {
    const { payoutId } = await approved();
    await settlePayout(finance, { payoutId, bankReference: 'PAID-1' });
    await expect(failPayout(finance, { payoutId, reason })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('is not for the member', async () => {
    const { actor, payoutId } = await approved();
    await expect(failPayout(actor, { payoutId, reason })).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('cancelling a payout', () => {
  test('gives the member the money back', async () => {
    const { actor, member, payoutId } = await requested();
    expect(await cancelPayout(actor, { payoutId })).toMatchObject({ status: 'cancelled' });
    expect(await walletOf(member, program)).toEqual(whole);
  });

  test('again is refused', async () => {
    const { actor, payoutId } = await requested();
    await cancelPayout(actor, { payoutId });
    await expect(cancelPayout(actor, { payoutId })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('of somebody else is not found', async () => {
    const { payoutId } = await requested();
    const { actor: other } = await memberWith(1000n, program);
    await expect(cancelPayout(other, { payoutId })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('after the bank has paid is refused', async () => {
    const { actor, payoutId } = await approved();
    await settlePayout(finance, { payoutId, bankReference: 'PAID-2' });
    await expect(cancelPayout(actor, { payoutId })).rejects.toMatchObject({ code: 'wrong_state' });
  });
});

describe('the books after all these endings', () => {
  test('balance', async () => {
    expect(await broken()).toEqual([]);
  });
});
