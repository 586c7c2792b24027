import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, integer, json, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import type { Deduction } from './deduction.js';
import type { Explanation } from './explanation.js';

export const commissionStatuses = ['pending', 'held', 'approved', 'paid', 'rejected', 'reversed'] as const;
export type CommissionStatus = (typeof commissionStatuses)[number];
export const commissionKinds = ['direct_sale', 'binary_match', 'level', 'referral', 'pair', 'adjustment'] as const;
export type CommissionKind = (typeof commissionKinds)[number];
export type HeldFor = 'fraud' | 'holding_period' | 'kyc' | 'suspended';

const next: Readonly<Record<CommissionStatus, readonly CommissionStatus[]>> = {
  pending: ['approved', 'rejected', 'held', 'reversed'],
  held: ['pending', 'rejected', 'reversed'],
  approved: ['paid', 'reversed'],
  paid: ['reversed'],
  rejected: [],
  reversed: [],
};

/** One line of what a member earned: `amount` is gross and never changes. */
export class Commission extends Row<InferAttributes<Commission>, InferCreationAttributes<Commission>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare beneficiaryId: number;
  declare kind: CommissionKind;
  declare saleId: number | null;
  declare sourceMemberId: number | null;
  declare runId: number | null;
  /** The run that credited the line together with the member's others; null: it was credited by itself. */
  declare creditRunId: CreationOptional<number | null>;
  declare planId: number | null;
  declare level: number | null;
  declare quantity: number | null;
  /** How many of the pairs were undone since. */
  declare undone: CreationOptional<number>;
  declare base: bigint | null;
  declare rateBp: number | null;
  declare amount: bigint;
  declare currency: string;
  /** The part of the amount that the plan gives to the member's instalments when the line is approved. */
  declare instalment: CreationOptional<bigint>;
  /** Taken back before approval; afterwards a negative line with `reversesId` does that. */
  declare reversedAmount: CreationOptional<bigint>;
  declare reversesId: number | null;
  /** What reached the wallet at approval, after deductions; payouts are allocated against it. */
  declare netCredited: CreationOptional<bigint>;
  /** What approval took off the gross, in order; a refund gives the same shares back. */
  declare deductions: CreationOptional<Deduction[]>;
  declare status: CommissionStatus;
  declare heldFor: HeldFor | null;
  declare holdUntil: Date | null;
  /** What the line is for, such as `sale/42/levels/2`; unique, so nothing is ever earned twice. */
  declare accrualKey: string;
  declare explanation: Explanation;
  declare earnedAt: Date;
  declare decidedAt: Date | null;
  declare decidedById: number | null;
  declare decisionReason: string | null;
  declare createdAt: CreationOptional<Date>;

  become(status: CommissionStatus): this {
    if (!next[this.status].includes(status)) throw new WrongState('commission', this.status, status);
    return this.set({ status, heldFor: null });
  }

  /** What approving the line is worth now: its amount less what refunds took back before. */
  get due(): NonAttribute<bigint> {
    return this.amount - this.reversedAmount;
  }

  /** Its pairs that were not undone. */
  get pairsLeft(): NonAttribute<number> {
    return (this.quantity ?? 0) - this.undone;
  }
}

Commission.init(
  {
    id: primaryId(),
    programId: id(),
    beneficiaryId: id(),
    kind: text(),
    saleId: id(),
    sourceMemberId: id(),
    runId: id(),
    creditRunId: id(),
    planId: id(),
    level: integer(),
    quantity: id(),
    undone: id({ defaultValue: 0 }),
    base: minor(),
    rateBp: integer(),
    amount: minor(),
    currency: text(),
    instalment: minor({ defaultValue: 0n }),
    reversedAmount: minor({ defaultValue: 0n }),
    reversesId: id(),
    netCredited: minor({ defaultValue: 0n }),
    deductions: json({ defaultValue: [] }),
    status: text({ defaultValue: 'pending' }),
    heldFor: text(),
    holdUntil: instant(),
    accrualKey: text(),
    explanation: json(),
    earnedAt: instant(),
    decidedAt: instant(),
    decidedById: id(),
    decisionReason: text(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'commissions' },
);
