import { beforeAll, describe, expect, test } from '@jest/globals';
import { approveCommission } from '../../src/commissions/approve-commission.js';
import { Commission } from '../../src/commissions/commission.js';
import { KycCase } from '../../src/compliance/kyc-case.js';
import { system } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import { installTaxRules } from '../../src/compliance/install-tax-rules.js';
import { reserve } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import type { Member } from '../../src/network/member.js';
import { findActivePlan } from '../../src/programs/active-plan.js';
import { parsePlan } from '../../src/programs/plan-document.js';
import { Plan } from '../../src/programs/plan.js';
import type { Program } from '../../src/programs/program.js';
import { broken, member, program, walletOf } from './people.js';

beforeAll(() => installTaxRules(system(), {}));

let keys = 0;

/** A pending line of a member under the plan in force, as if a rule had made it. */
async function line(of: Member, here: Program, amount: bigint, extra: Partial<Commission> = {}): Promise<Commission> {
  keys += 1;
  const accrualKey = `test/${keys}`;
  const plan = await findActivePlan(here.id, new Date());
  return transaction((tx) =>
    Commission.create(
      {
        programId: here.id,
        beneficiaryId: of.id,
        kind: 'referral',
        amount,
        currency: here.currency,
        status: 'pending',
        planId: plan?.id ?? null,
        accrualKey,
        explanation: { rule: 'referral', plan: null, path: [], base: null, rateBp: null, rounding: null, notes: [] },
        earnedAt: new Date(),
        ...extra,
      },
      { transaction: tx },
    ),
  );
}

const approve = (here: Program, { id: commissionId }: Commission) =>
  approveCommission(system(here.id), { commissionId });

async function withRules(key: string, withholding: string[]): Promise<Program> {
  const here = await program(key);
  const { document } = await Plan.findOne({ where: { programId: here.id }, rejectOnEmpty: true });
  const changed = { ...document, withholding };
  parsePlan(changed);
  const effectiveFrom = new Date('2024-12-31T18:30:00Z');
  const simulation = { preset: true };
  const fields = { programId: here.id, key, effectiveFrom, document: changed, simulation, publishedAt: new Date() };
  await transaction((tx) => Plan.create({ ...fields, version: 2, status: 'published' }, { transaction: tx }));
  return here;
}

describe('tax at credit', () => {
  test('under the 2026 preset takes 20 % of 1,000: 800 reach the wallet', async () => {
    const here = await program('ev-2026');
    const { member: sponsor } = await member(here);
    const approved = await approve(here, await line(sponsor, here, 100_000n));
    expect(approved.deductions).toEqual([{ kind: 'tax', amount: '200.00', why: 'ev-2026' }]);
    expect(approved.netCredited).toBe(80_000n);
    expect(await walletOf(sponsor, here)).toMatchObject({ balance: 80_000n });
    expect(await broken()).toEqual([]);
  });

  test('under india-2026 takes nothing of 19,000, and of 3,000 more 440 for the whole year', async () => {
    const here = await withRules('ev', ['india-2026']);
    const { member: earner } = await member(here);
    await transaction((tx) =>
      KycCase.create(
        {
          programId: here.id,
          memberId: earner.id,
          legalName: 'Asha Example',
          status: 'approved',
          decidedAt: new Date(),
        },
        { transaction: tx },
      ),
    );
    expect((await approve(here, await line(earner, here, 1_900_000n))).deductions).toEqual([]);
    const second = await approve(here, await line(earner, here, 300_000n));
    expect(second.deductions).toEqual([{ kind: 'tax', amount: '440.00', why: 'india-2026' }]);
    expect(await walletOf(earner, here)).toMatchObject({ balance: 2_156_000n });
  });

  test('sees every line before it when twenty are approved at once', async () => {
    const here = await program('ev');
    const { member: earner } = await member(here);
    const lines = await Promise.all(Array.from({ length: 20 }, () => line(earner, here, 200_000n)));
    await Promise.all(lines.map((one) => approve(here, one)));
    const approved = await Commission.findAll({ where: { beneficiaryId: earner.id } });
    const taken = approved.flatMap(({ deductions }) => deductions).reduce((sum, { amount }) => sum + Number(amount), 0);
    expect(taken).toBe(8000);
    expect(await broken()).toEqual([]);
  });
});

describe('the instalment share of a line', () => {
  test('goes to the member’s reserve after tax', async () => {
    const here = await program('ev-2026');
    const { member: earner } = await member(here);
    const approved = await approve(here, await line(earner, here, 200_000n, { instalment: 40_000n }));
    expect(approved.deductions.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['tax', '400.00'],
      ['reserve', '400.00'],
    ]);
    expect(await walletOf(earner, here)).toMatchObject({ balance: 120_000n });
    expect(await balanceOf(reserve(earner.id), here.currency)).toMatchObject({ balance: 40_000n });
    expect(await broken()).toEqual([]);
  });
});
