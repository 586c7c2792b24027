import { describe, expect, test } from '@jest/globals';
import { approveCommission } from '../../src/commissions/approve-commission.js';
import { Commission } from '../../src/commissions/commission.js';
import { holdCommission } from '../../src/commissions/hold-commission.js';
import { rejectCommission } from '../../src/commissions/reject-commission.js';
import { releaseCommission } from '../../src/commissions/release-commission.js';
import { broken, linesOf, member, person, program, sell, walletOf } from './people.js';

async function pendingLine() {
  const here = await program();
  const { member: seller, actor } = await member(here);
  const [line] = await linesOf(await sell(here, seller, '100.00'));
  if (!line) throw new Error('the sale paid nobody');
  return { here, seller, actor, line, admin: await person('admin', here) };
}

describe('approving a commission', () => {
  test('credits the wallet and says who decided', async () => {
    const { here, seller, line, admin } = await pendingLine();
    await approveCommission(admin, { commissionId: line.id, reason: 'checked' });
    expect(await walletOf(seller, here)).toMatchObject({ balance: 1000n, available: 1000n });
    expect(await line.reload()).toMatchObject({
      status: 'approved',
      netCredited: 1000n,
      decidedById: admin.userId,
      decisionReason: 'checked',
    });
    expect(await broken()).toEqual([]);
  });

  test('twenty times at the same moment pays once', async () => {
    const { here, seller, line, admin } = await pendingLine();
    const tries = Array.from({ length: 20 }, () => approveCommission(admin, { commissionId: line.id }));
    const codes = (await Promise.allSettled(tries)).map((one) =>
      one.status === 'fulfilled' ? 'approved' : (one.reason as { code: string }).code,
    );
    expect(codes.sort()).toEqual(['approved', ...Array.from({ length: 19 }, () => 'wrong_state')]);
    expect(await walletOf(seller, here)).toMatchObject({ balance: 1000n });
    expect(await broken()).toEqual([]);
  });

  test('is not for those who sell, nor for the own line of those who may', async () => {
    const { actor, line } = await pendingLine();
    await expect(approveCommission(actor, { commissionId: line.id })).rejects.toMatchObject({ code: 'not_allowed' });
    const asAdmin = { ...actor, role: 'admin' as const };
    await expect(approveCommission(asAdmin, { commissionId: line.id })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('finds no line of another program', async () => {
    const { line, admin } = await pendingLine();
    const elsewhere = { ...admin, programId: (await program('pipeline')).id };
    await expect(approveCommission(elsewhere, { commissionId: line.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is refused with the field named when the id is none', async () => {
    const { admin } = await pendingLine();
    await expect(approveCommission(admin, { commissionId: 'x' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(approveCommission(admin, { commissionId: 1, amount: 5 } as never)).rejects.toMatchObject({
      details: { faults: [{ path: ['amount'], code: 'unknown_key' }] },
    });
  });
});

describe('a rejected commission', () => {
  test('keeps its reason and can never be approved', async () => {
    const { here, seller, line, admin } = await pendingLine();
    await rejectCommission(admin, { commissionId: line.id, reason: 'double order' });
    await expect(approveCommission(admin, { commissionId: line.id })).rejects.toMatchObject({ code: 'wrong_state' });
    expect(await line.reload()).toMatchObject({ status: 'rejected', decisionReason: 'double order' });
    expect(await walletOf(seller, here)).toMatchObject({ balance: 0n });
  });
});

describe('a held commission', () => {
  test('is not released by the one whose it is', async () => {
    const { actor, line, admin } = await pendingLine();
    await holdCommission(admin, { commissionId: line.id, reason: 'looks odd' });
    const own = releaseCommission({ ...actor, role: 'admin' }, { commissionId: line.id, reason: 'it is fine' });
    await expect(own).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await line.reload()).toMatchObject({ status: 'held', heldFor: 'fraud' });
  });

  test('has to be released before it can be approved', async () => {
    const { line, admin } = await pendingLine();
    await holdCommission(admin, { commissionId: line.id, reason: 'looks odd' });
    await expect(approveCommission(admin, { commissionId: line.id })).rejects.toMatchObject({ code: 'wrong_state' });
    await releaseCommission(admin, { commissionId: line.id, reason: 'looked into' });
    await approveCommission(admin, { commissionId: line.id });
    expect((await line.reload()).status).toBe('approved');
  });
});

describe('the amount of a commission', () => {
  test('cannot be changed, not even by SQL', async () => {
    const { line } = await pendingLine();
    await expect(Commission.update({ amount: 1n }, { where: { id: line.id } })).rejects.toThrow('never changes');
  });
});
