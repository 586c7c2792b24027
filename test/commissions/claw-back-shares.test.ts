import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { approveCommission } from '../../src/commissions/approve-commission.js';
import { takeBack } from '../../src/commissions/claw-back.js';
import { Commission } from '../../src/commissions/commission.js';
import { installTaxRules } from '../../src/compliance/install-tax-rules.js';
import { system } from '../../src/core/actor.js';
import { transaction } from '../../src/core/transaction.js';
import { house, recovery, reserve } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { post } from '../../src/ledger/posting.js';
import type { Member } from '../../src/network/member.js';
import { findActivePlan } from '../../src/programs/active-plan.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem, broken, member, program, walletOf } from './people.js';

let here: Program;
beforeAll(async () => {
  await installTaxRules(system(), {});
  here = await program('ev-2026');
});

let keys = 0;
const key = () => `shares/${String((keys += 1))}`;

/** A member who owes this much, and his credited line: 20 % tax, this for instalments, and what he owes. */
async function credited({ amount, instalment, owed }: { amount: bigint; instalment: bigint; owed: bigint }) {
  const { member: of } = await member(here);
  const { currency } = here;
  const debt = { debit: recovery(of.id), credit: house(here.key, 'adjustments'), money: { amount: owed, currency } };
  await transaction((tx) => post(tx, { reference: key(), entries: [{ ...debt, kind: 'recovery' }] }));
  const plan = await findActivePlan(here.id, new Date());
  const line = await transaction((tx) =>
    Commission.create(
      {
        programId: here.id,
        beneficiaryId: of.id,
        kind: 'referral',
        amount,
        instalment,
        currency,
        status: 'pending',
        planId: plan?.id ?? null,
        accrualKey: key(),
        explanation: { rule: 'referral', plan: null, path: [], base: null, rateBp: null, rounding: null, notes: [] },
        earnedAt: new Date(),
      },
      { transaction: tx },
    ),
  );
  await approveCommission(system(here.id), { commissionId: line.id });
  return { of, line };
}

const back = ({ id }: Commission, upTo: bigint) =>
  asSystem(async (work) => {
    const line = await Commission.findByPk(id, { lock: true, transaction: work.tx, rejectOnEmpty: true });
    await takeBack(work, line, { upTo, accrualKey: key(), notes: [] });
  });

const balancesOf = async (of: Member) => ({
  wallet: (await walletOf(of, here)).balance,
  reserve: (await balanceOf(reserve(of.id), here.currency)).balance,
  recovery: (await balanceOf(recovery(of.id), here.currency)).balance,
});

describe('taking back a part of a line that was all deducted', () => {
  test('takes both halves of a cent from the deductions, and nothing from the wallet', async () => {
    const { of, line } = await credited({ amount: 1006n, instalment: 0n, owed: 2000n });
    await back(line, 503n);
    expect(await balancesOf(of)).toMatchObject({ wallet: 0n, recovery: -1597n });
    await back(line, 1006n);
    expect(await balancesOf(of)).toEqual({ wallet: 0n, reserve: 0n, recovery: -2000n });
    expect(await broken()).toEqual([]);
  });

  test('in whatever parts never fails, and the whole leaves every account as it was', async () => {
    const parts = fc.uniqueArray(fc.bigInt(1n, 40n), { minLength: 1, maxLength: 6 });
    const cases = fc.record({ parts, instalment: fc.bigInt(0n, 20n), owed: fc.bigInt(1n, 40n) });
    await fc.assert(
      fc.asyncProperty(cases, async ({ parts: some, ...rest }) => {
        const { of, line } = await credited({ amount: 41n, ...rest });
        for (const upTo of [...some.sort((a, b) => Number(a - b)), 41n]) await back(line, upTo);
        expect(await balancesOf(of)).toEqual({ wallet: 0n, reserve: 0n, recovery: -rest.owed });
        expect(await line.reload()).toMatchObject({ status: 'reversed' });
      }),
      { numRuns: 15 },
    );
    expect(await broken()).toEqual([]);
  });
});
