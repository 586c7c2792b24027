import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, integer, json, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import type { Deduction } from './deduction.js';

export const payoutStatuses = [
  'requested',
  'approved',
  'processing',
  'paid',
  'rejected',
  'failed',
  'cancelled',
] as const;
export type PayoutStatus = (typeof payoutStatuses)[number];

const next: Readonly<Record<PayoutStatus, readonly PayoutStatus[]>> = {
  requested: ['approved', 'rejected', 'cancelled'],
  approved: ['processing', 'paid', 'rejected', 'failed', 'cancelled'],
  processing: ['paid', 'failed'],
  paid: [],
  rejected: [],
  failed: [],
  cancelled: [],
};

/** What a member asked to be paid out of the wallet: `amount` leaves the wallet, `net` reaches the member. */
export class Payout extends Row<InferAttributes<Payout>, InferCreationAttributes<Payout>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare memberId: number;
  declare bankAccountId: CreationOptional<number | null>;
  declare batchId: CreationOptional<number | null>;
  declare planId: CreationOptional<number | null>;
  declare amount: bigint;
  declare tax: CreationOptional<bigint>;
  declare instalment: CreationOptional<bigint>;
  declare fee: CreationOptional<bigint>;
  declare net: bigint;
  declare currency: string;
  /** The deductions with their reasons, as the preview showed them. */
  declare deductions: CreationOptional<Deduction[]>;
  declare status: CreationOptional<PayoutStatus>;
  declare approvalsNeeded: CreationOptional<number>;
  declare requestedById: CreationOptional<number | null>;
  declare firstApprovedById: CreationOptional<number | null>;
  declare firstApprovedAt: CreationOptional<Date | null>;
  declare approvedById: CreationOptional<number | null>;
  declare approvedAt: CreationOptional<Date | null>;
  declare bankReference: CreationOptional<string | null>;
  declare settledById: CreationOptional<number | null>;
  declare settledAt: CreationOptional<Date | null>;
  declare closedById: CreationOptional<number | null>;
  declare closedAt: CreationOptional<Date | null>;
  declare closeReason: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;

  become(status: PayoutStatus): this {
    const from: PayoutStatus = this.status;
    if (!next[from].includes(status)) throw new WrongState('payout', from, status);
    return this.set({ status });
  }

  /** What the ledger calls this payout. */
  get reference(): NonAttribute<string> {
    return `payout/${this.id}`;
  }
}

Payout.init(
  {
    id: primaryId(),
    programId: id(),
    memberId: id(),
    bankAccountId: id(),
    batchId: id(),
    planId: id(),
    amount: minor(),
    tax: minor({ defaultValue: 0n }),
    instalment: minor({ defaultValue: 0n }),
    fee: minor({ defaultValue: 0n }),
    net: minor(),
    currency: text(),
    deductions: json({ defaultValue: [] }),
    status: text({ defaultValue: 'requested' }),
    approvalsNeeded: integer({ defaultValue: 1 }),
    requestedById: id(),
    firstApprovedById: id(),
    firstApprovedAt: instant(),
    approvedById: id(),
    approvedAt: instant(),
    bankReference: text(),
    settledById: id(),
    settledAt: instant(),
    closedById: id(),
    closedAt: instant(),
    closeReason: text(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'payouts' },
);
