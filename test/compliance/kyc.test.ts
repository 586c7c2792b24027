import { beforeAll, describe, expect, test } from '@jest/globals';
import { approveKyc, rejectKyc } from '../../src/compliance/decide-kyc.js';
import { isIdentified } from '../../src/compliance/is-identified.js';
import { submitKyc } from '../../src/compliance/submit-kyc.js';
import type { Actor } from '../../src/core/actor.js';
import type { Program } from '../../src/programs/program.js';
import { outcomes } from '../ledger/ledger.js';
import { asSystem, memberWith, person, programOfTest } from '../payouts/people.js';
import { Member } from '../../src/network/member.js';

let program: Program;
let finance: Actor;
beforeAll(async () => {
  program = await programOfTest();
  finance = await person('funds_coordinator', program);
});

const legalName = 'Asha Example';

describe('showing who one is', () => {
  test('counts once a person has approved it', async () => {
    const { actor, member } = await memberWith(0n, program);
    const { id: kycCaseId } = await submitKyc(actor, { legalName });
    expect(await isIdentified(member.id)).toBe(false);
    expect(await approveKyc(finance, { kycCaseId })).toMatchObject({ status: 'approved', decidedById: finance.userId });
    expect(await isIdentified(member.id)).toBe(true);
  });

  test('twice at once opens one case', async () => {
    const { actor } = await memberWith(0n, program);
    const attempts = Array.from({ length: 5 }, () => submitKyc(actor, { legalName }));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['conflict'] });
  });

  test('is possible again after a rejection', async () => {
    const { actor, member } = await memberWith(0n, program);
    const { id: kycCaseId } = await submitKyc(actor, { legalName });
    await rejectKyc(finance, { kycCaseId, reason: 'another name on the document' });
    await approveKyc(finance, { kycCaseId: (await submitKyc(actor, { legalName })).id });
    expect(await isIdentified(member.id)).toBe(true);
  });

  test('is for members', async () => {
    const stranger = await person('customer', program);
    await expect(submitKyc(stranger, { legalName })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('deciding over an identity', () => {
  test('twenty times at once succeeds once', async () => {
    const { actor } = await memberWith(0n, program);
    const { id: kycCaseId } = await submitKyc(actor, { legalName });
    const attempts = Array.from({ length: 20 }, () => approveKyc(finance, { kycCaseId }));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['wrong_state'] });
  });

  test('is for finance, and never over the own one', async () => {
    const { actor } = await memberWith(0n, program);
    const { id: kycCaseId } = await submitKyc(actor, { legalName });
    await expect(approveKyc(actor, { kycCaseId })).rejects.toMatchObject({ code: 'not_allowed' });
    const admin = await person('admin', program);
    const join = { programId: program.id, userId: admin.userId };
    await asSystem(({ tx, now }) => Member.create({ ...join, joinedAt: now }, { transaction: tx }));
    const own = await submitKyc(admin, { legalName });
    await expect(approveKyc(admin, { kycCaseId: own.id })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('without a reason cannot be a rejection', async () => {
    const { actor } = await memberWith(0n, program);
    const { id: kycCaseId } = await submitKyc(actor, { legalName });
    await expect(rejectKyc(finance, { kycCaseId, reason: '' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('of another program is not found', async () => {
    const { actor } = await memberWith(0n, program);
    const { id: kycCaseId } = await submitKyc(actor, { legalName });
    const elsewhere = await person('admin', await programOfTest('ev'));
    await expect(approveKyc(elsewhere, { kycCaseId })).rejects.toMatchObject({ code: 'not_found' });
  });
});
