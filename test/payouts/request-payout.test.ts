import { beforeAll, describe, expect, test } from '@jest/globals';
import { installTaxRules } from '../../src/compliance/install-tax-rules.js';
import { approveKyc } from '../../src/compliance/decide-kyc.js';
import { submitKyc } from '../../src/compliance/submit-kyc.js';
import { system } from '../../src/core/actor.js';
import { recovery, world } from '../../src/ledger/address.js';
import { post } from '../../src/ledger/posting.js';
import { Payout } from '../../src/payouts/payout.js';
import { previewPayout } from '../../src/payouts/preview-payout.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import type { Program } from '../../src/programs/program.js';
import { outcomes } from '../ledger/ledger.js';
import { asSystem, broken, memberWith, person, programOfTest, walletOf } from './people.js';

let program: Program;
let ev: Program;
beforeAll(async () => {
  program = await programOfTest();
  ev = await programOfTest('ev');
  await installTaxRules(system(), {});
});

describe('asking for a payout', () => {
  test('holds the money at once', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const payout = await requestPayout(actor, { amount: '6.00' });
    expect(payout).toMatchObject({
      amount: 600n,
      net: 600n,
      status: 'requested',
      memberId: member.id,
      approvalsNeeded: 1,
    });
    expect(await walletOf(member, program)).toEqual({ balance: 1000n, held: 600n, available: 400n });
  });

  test('fifty times for 60 % at once is accepted once', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const attempts = Array.from({ length: 50 }, () => requestPayout(actor, { amount: '6.00' }));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['insufficient_funds'] });
    expect(await Payout.count({ where: { memberId: member.id } })).toBe(1);
  });

  test('for more than is available is refused and leaves no row', async () => {
    const { actor, member } = await memberWith(1000n, program);
    await expect(requestPayout(actor, { amount: '10.01' })).rejects.toMatchObject({ code: 'insufficient_funds' });
    expect(await Payout.count({ where: { memberId: member.id } })).toBe(0);
  });

  test('without ever having earned anything is refused', async () => {
    const { actor } = await memberWith(0n, program);
    await expect(requestPayout(actor, { amount: '1.00' })).rejects.toMatchObject({ code: 'insufficient_funds' });
  });

  test.each(['0.00', '-1', 'NaN', '1e3', '0.001', '1,000', ' 1 ', '१२', '', 12, null, ['1.00'], '9'.repeat(14)])(
    'for %j is refused with the field named',
    async (amount) => {
      const { actor } = await memberWith(1000n, program);
      const asked = requestPayout(actor, { amount: amount as string });
      await expect(asked).rejects.toMatchObject({ code: 'invalid', details: { faults: [{ path: ['amount'] }] } });
    },
  );

  test('with fields that are not its own is refused', async () => {
    const { actor } = await memberWith(1000n, program);
    const forged = { amount: '1.00', status: 'paid', memberId: 1 };
    await expect(requestPayout(actor, forged)).rejects.toMatchObject({ code: 'invalid' });
  });

  test('in another currency is refused', async () => {
    const { actor } = await memberWith(1000n, program);
    await expect(requestPayout(actor, { amount: '1.00', currency: 'USD' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('by somebody who is no member is refused', async () => {
    const stranger = await person('customer', program);
    await expect(requestPayout(stranger, { amount: '1.00' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('while suspended is refused', async () => {
    const { actor, member } = await memberWith(1000n, program);
    await asSystem(({ tx }) => member.become('suspended').save({ transaction: tx }));
    await expect(requestPayout(actor, { amount: '1.00' })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('while an earlier refund is still owed is refused', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const money = { amount: 5n, currency: program.currency };
    const debt = { debit: recovery(member.id), credit: world, money, kind: 'refund' };
    await asSystem(({ tx }) => post(tx, { reference: `debt/${member.id}`, entries: [debt] }));
    await expect(requestPayout(actor, { amount: '1.00' })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('asking for a payout of a program that takes tax and wants to know who is paid', () => {
  const identified = async (amount: bigint) => {
    const found = await memberWith(amount, ev);
    const { id } = await submitKyc(found.actor, { legalName: 'Asha Example' });
    await approveKyc(await person('funds_coordinator', ev), { kycCaseId: id });
    return found;
  };

  test('is refused until the identity is approved', async () => {
    const { actor } = await memberWith(100_000n, ev);
    await expect(requestPayout(actor, { amount: '10.00' })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test.each([
    ['1000.00', 5_000n, 95_000n],
    ['300000.00', 1_000_000n, 29_000_000n],
  ])('takes 5 %% of %s with a ceiling of 10,000', async (amount, tax, net) => {
    const { actor } = await identified(50_000_000n);
    expect(await requestPayout(actor, { amount })).toMatchObject({ tax, net, deductions: [{ kind: 'tax' }] });
  });

  test('needs two approvals above the limit of the plan', async () => {
    const { actor } = await identified(50_000_000n);
    expect((await requestPayout(actor, { amount: '100000.00' })).approvalsNeeded).toBe(1);
    expect((await requestPayout(actor, { amount: '100000.01' })).approvalsNeeded).toBe(2);
  });

  test('below the minimum is refused', async () => {
    const { actor } = await identified(100n);
    await expect(requestPayout(actor, { amount: '0.99' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('shows the same lines before anyone presses a button', async () => {
    const { actor } = await identified(100_000n);
    const preview = await previewPayout(actor, { amount: '1000.00' });
    expect(preview).toMatchObject({ amount: 100_000n, tax: 5_000n, net: 95_000n, refusal: null });
    const { deductions } = await requestPayout(actor, { amount: '1000.00' });
    expect(preview.deductions).toEqual(deductions);
  });

  test('says in the preview why it would be refused', async () => {
    const { actor } = await identified(100_000n);
    expect((await previewPayout(actor, { amount: '1000.01' })).refusal?.message).toContain('1000.00 INR');
    expect((await previewPayout((await memberWith(1n, ev)).actor, { amount: '1000.01' })).refusal?.message).toContain(
      'identity',
    );
  });
});

describe('the books after all these requests', () => {
  test('balance', async () => {
    expect(await broken()).toEqual([]);
  });
});
