import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { approvePayout } from '../../src/payouts/approve-payout.js';
import { Payout } from '../../src/payouts/payout.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import { Member } from '../../src/network/member.js';
import type { Program } from '../../src/programs/program.js';
import { outcomes } from '../ledger/ledger.js';
import { asSystem, credit, memberWith, person, programOfTest } from './people.js';

let program: Program;
let finance: Actor;
let admin: Actor;
beforeAll(async () => {
  program = await programOfTest();
  finance = await person('funds_coordinator', program);
  admin = await person('admin', program);
});

async function requested(): Promise<number> {
  const { actor } = await memberWith(1000n, program);
  return (await requestPayout(actor, { amount: '6.00' })).id;
}

/** As if the plan asked for two approvals. */
async function largeOne(): Promise<number> {
  const payoutId = await requested();
  await Payout.update({ approvalsNeeded: 2 }, { where: { id: payoutId } });
  return payoutId;
}

describe('approving a payout', () => {
  test('records who agreed and when', async () => {
    const payout = await approvePayout(finance, { payoutId: await requested() });
    expect(payout).toMatchObject({ status: 'approved', approvedById: finance.userId });
    expect(payout.approvedAt).toBeInstanceOf(Date);
  });

  test('twenty times at once succeeds once', async () => {
    const payoutId = await requested();
    const attempts = Array.from({ length: 20 }, () => approvePayout(finance, { payoutId }));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['wrong_state'] });
  });

  test('is not for the one who asked for it, whatever the role', async () => {
    const member = await asSystem(({ tx, now }) =>
      Member.create({ programId: program.id, userId: finance.userId, joinedAt: now }, { transaction: tx }),
    );
    await credit(member, 1000n, program);
    const { id: payoutId } = await requestPayout(finance, { amount: '6.00' });
    await expect(approvePayout(finance, { payoutId })).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await approvePayout(admin, { payoutId })).toMatchObject({ status: 'approved' });
  });

  test.each(['affiliate', 'customer', 'buyer', 'telemarketer', 'team_lead'] as const)(
    'is not for a %s',
    async (role) => {
      const actor = await person(role, program);
      const payoutId = await requested();
      await expect(approvePayout(actor, { payoutId })).rejects.toMatchObject({ code: 'not_allowed' });
    },
  );

  test('of another program is not found', async () => {
    const elsewhere = await person('admin', await programOfTest('mlm-service'));
    const payoutId = await requested();
    await expect(approvePayout(elsewhere, { payoutId })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('that does not exist is not found', async () => {
    await expect(approvePayout(finance, { payoutId: 999_999 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('approving a payout above the limit', () => {
  test('waits for a second person', async () => {
    const payoutId = await largeOne();
    expect(await approvePayout(finance, { payoutId })).toMatchObject({ status: 'requested', approvedAt: null });
    expect(await approvePayout(admin, { payoutId })).toMatchObject({
      status: 'approved',
      firstApprovedById: finance.userId,
      approvedById: admin.userId,
    });
  });

  test('twice by the same person is refused', async () => {
    const payoutId = await largeOne();
    await approvePayout(finance, { payoutId });
    await expect(approvePayout(finance, { payoutId })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('by one person twenty times at once is never final', async () => {
    const payoutId = await largeOne();
    const attempts = Array.from({ length: 20 }, () => approvePayout(finance, { payoutId }));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['not_allowed'] });
    expect(await Payout.findByPk(payoutId)).toMatchObject({ status: 'requested' });
  });
});
