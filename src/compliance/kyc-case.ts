import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const kycStatuses = ['submitted', 'approved', 'rejected'] as const;
export type KycStatus = (typeof kycStatuses)[number];

const next: Readonly<Record<KycStatus, readonly KycStatus[]>> = {
  submitted: ['approved', 'rejected'],
  approved: ['rejected'],
  rejected: [],
};

/** A member showing who he or she is; one open or approved case at a time. */
export class KycCase extends Row<InferAttributes<KycCase>, InferCreationAttributes<KycCase>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare memberId: number;
  declare status: CreationOptional<KycStatus>;
  declare legalName: string;
  declare decidedById: CreationOptional<number | null>;
  declare decidedAt: CreationOptional<Date | null>;
  declare reason: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;

  become(status: KycStatus): this {
    const from: KycStatus = this.status;
    if (!next[from].includes(status)) throw new WrongState('identity case', from, status);
    return this.set({ status });
  }
}

KycCase.init(
  {
    id: primaryId(),
    programId: id(),
    memberId: id(),
    status: text({ defaultValue: 'submitted' }),
    legalName: text(),
    decidedById: id(),
    decidedAt: instant(),
    reason: text(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'kyc_cases' },
);
