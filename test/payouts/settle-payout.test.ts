import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { house, wallet } from '../../src/ledger/address.js';
import { Account } from '../../src/ledger/account.js';
import { statement } from '../../src/ledger/statement.js';
import type { Member } from '../../src/network/member.js';
import { approvePayout } from '../../src/payouts/approve-payout.js';
import { PayoutAllocation } from '../../src/payouts/payout-allocation.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import { settlePayout } from '../../src/payouts/settle-payout.js';
import type { Program } from '../../src/programs/program.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { outcomes } from '../ledger/ledger.js';
import { asOwner } from '../support/database.js';
import { creditedLine, statusOf } from './lines.js';
import { broken, memberWith, person, programOfTest, walletOf } from './people.js';

let program: Program;
let finance: Actor;
beforeAll(async () => {
  program = await programOfTest();
  finance = await person('funds_coordinator', program);
});

async function approved(actor: Actor, amount: string): Promise<number> {
  const { id: payoutId } = await requestPayout(actor, { amount });
  await approvePayout(finance, { payoutId });
  return payoutId;
}

async function kindsOn(member: Member): Promise<string[]> {
  const account = await Account.findOne({ where: { address: wallet(member.id) }, rejectOnEmpty: true });
  return (await statement(account.id, { limit: 10 })).lines.map(({ kind, amount }) => `${kind} ${amount}`);
}

describe('settling a payout', () => {
  test('takes the money from the wallet and leaves nothing in clearing', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const payoutId = await approved(actor, '10.00');
    expect(await settlePayout(finance, { payoutId, bankReference: 'BANK-1' })).toMatchObject({
      status: 'paid',
      bankReference: 'BANK-1',
      settledById: finance.userId,
    });
    expect(await walletOf(member, program)).toEqual({ balance: 0n, held: 0n, available: 0n });
    expect((await balanceOf(house(program.key, 'payout-clearing'), program.currency)).balance).toBe(0n);
    expect(await kindsOn(member)).toEqual(['payout -1000', 'adjustment 1000']);
  });

  test('posts tax and fee apart from the net', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const payoutId = await approved(actor, '10.00');
    await asOwner('UPDATE payouts SET net = 900, tax = 80, fee = 20 WHERE id = $1', [payoutId]);
    await settlePayout(finance, { payoutId, bankReference: 'BANK-2' });
    expect((await kindsOn(member)).sort()).toEqual(['adjustment 1000', 'fee -20', 'payout -900', 'tax -80']);
  });

  test('marks the oldest commissions as paid, as far as the money covers them', async () => {
    const { actor, member } = await memberWith(0n, program);
    const lines = [];
    for (const amount of [300n, 300n, 400n]) lines.push(await creditedLine(member, program, amount));
    const payoutId = await approved(actor, '5.00');
    await settlePayout(finance, { payoutId, bankReference: 'BANK-3' });
    expect(await Promise.all(lines.map(statusOf))).toEqual(['paid', 'approved', 'approved']);
    const parts = await PayoutAllocation.findAll({ where: { payoutId }, order: ['commissionId'] });
    expect(parts.map(({ amount }) => amount)).toEqual([300n, 200n]);
    await settlePayout(finance, { payoutId: await approved(actor, '5.00'), bankReference: 'BANK-4' });
    expect(await Promise.all(lines.map(statusOf))).toEqual(['paid', 'paid', 'paid']);
  });

  test('twenty times at once succeeds once', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const payoutId = await approved(actor, '6.00');
    const attempts = Array.from({ length: 20 }, (_, turn) =>
      settlePayout(finance, { payoutId, bankReference: `RACE-${turn}` }),
    );
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['wrong_state'] });
    expect(await walletOf(member, program)).toEqual({ balance: 400n, held: 0n, available: 400n });
  });

  test('with a bank reference that another payout has is refused', async () => {
    const { actor } = await memberWith(1000n, program);
    const payoutId = await approved(actor, '6.00');
    const asked = settlePayout(finance, { payoutId, bankReference: 'BANK-1' });
    await expect(asked).rejects.toMatchObject({ code: 'duplicate' });
  });

  test('that nobody approved is refused', async () => {
    const { actor } = await memberWith(1000n, program);
    const { id: payoutId } = await requestPayout(actor, { amount: '6.00' });
    await expect(settlePayout(finance, { payoutId, bankReference: 'X' })).rejects.toMatchObject({
      code: 'wrong_state',
    });
  });

  test('without a bank reference is refused', async () => {
    const { actor } = await memberWith(1000n, program);
    const payoutId = await approved(actor, '6.00');
    await expect(settlePayout(finance, { payoutId, bankReference: ' ' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is not for the member', async () => {
    const { actor } = await memberWith(1000n, program);
    const payoutId = await approved(actor, '6.00');
    await expect(settlePayout(actor, { payoutId, bankReference: 'X' })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('leaves balanced books', async () => {
    expect(await broken()).toEqual([]);
  });
});
