import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const applicationStatuses = ['applied', 'approved', 'rejected'] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** A member asks to become a distributor. */
export class DistributorApplication extends Row<
  InferAttributes<DistributorApplication>,
  InferCreationAttributes<DistributorApplication>
> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare memberId: number;
  declare status: CreationOptional<ApplicationStatus>;
  /** Why it was decided so. */
  declare note: CreationOptional<string | null>;
  declare decidedById: CreationOptional<number | null>;
  declare decidedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;

  become(status: 'approved' | 'rejected'): this {
    const from: ApplicationStatus = this.status;
    if (from !== 'applied') throw new WrongState('application', from, status);
    return this.set({ status });
  }
}

DistributorApplication.init(
  {
    id: primaryId(),
    programId: id(),
    memberId: id(),
    status: text({ defaultValue: 'applied' }),
    note: text(),
    decidedById: id(),
    decidedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'distributor_applications' },
);
