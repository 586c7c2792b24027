import { Commission } from '../../src/commissions/commission.js';
import { commissionApproved } from '../../src/commissions/journals.js';
import { post } from '../../src/ledger/posting.js';
import type { Member } from '../../src/network/member.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem } from './people.js';

let lines = 0;

/** A commission that is approved and credited to the member's wallet. */
export const creditedLine = (member: Member, program: Program, amount: bigint): Promise<Commission> =>
  asSystem(async ({ tx, now }) => {
    const commission = await Commission.create(
      {
        programId: program.id,
        beneficiaryId: member.id,
        kind: 'adjustment',
        amount,
        netCredited: amount,
        currency: program.currency,
        status: 'approved',
        accrualKey: `test/${(lines += 1)}`,
        explanation: { rule: 'adjustment', plan: null, base: null, rateBp: null, rounding: null, path: [], notes: [] },
        earnedAt: now,
        decidedAt: now,
      },
      { transaction: tx },
    );
    await post(tx, commissionApproved({ commission, programKey: program.key }, amount, []));
    return commission;
  });

export const statusOf = async ({ id }: Commission): Promise<string> =>
  (await Commission.findByPk(id, { rejectOnEmpty: true })).status;
