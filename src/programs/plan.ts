import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { WrongState } from '../core/errors.js';
import { createdAt, id, instant, integer, json, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export const planStatuses = ['draft', 'published', 'superseded'] as const;
export type PlanStatus = (typeof planStatuses)[number];

const next: Readonly<Record<PlanStatus, readonly PlanStatus[]>> = {
  draft: ['published'],
  published: ['superseded'],
  superseded: [],
};

/** One version of what a program pays. Once published its document never changes; the database sees to that. */
export class Plan extends Row<InferAttributes<Plan>, InferCreationAttributes<Plan>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  declare key: string;
  declare version: number;
  declare status: CreationOptional<PlanStatus>;
  /** The first moment of a business month. */
  declare effectiveFrom: Date;
  /** As it was written, amounts as decimal text; `parsePlan` reads it. */
  declare document: Record<string, unknown>;
  /** What an owner typed to publish a plan that pays for people. */
  declare acknowledgement: CreationOptional<string | null>;
  declare simulation: CreationOptional<Record<string, unknown> | null>;
  declare createdById: CreationOptional<number | null>;
  declare publishedById: CreationOptional<number | null>;
  declare publishedAt: CreationOptional<Date | null>;
  declare supersededAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;

  become(status: PlanStatus): this {
    const from: PlanStatus = this.status;
    if (!next[from].includes(status)) throw new WrongState('plan', from, status);
    return this.set({ status });
  }
}

Plan.init(
  {
    id: primaryId(),
    programId: id(),
    key: text(),
    version: integer(),
    status: text({ defaultValue: 'draft' }),
    effectiveFrom: instant(),
    document: json(),
    acknowledgement: text(),
    simulation: json(),
    createdById: id(),
    publishedById: id(),
    publishedAt: instant(),
    supersededAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'plans' },
);
