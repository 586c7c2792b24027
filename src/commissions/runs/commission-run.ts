import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { DataTypes } from 'sequelize';
import { Run } from '../../core/run.js';
import { createdAt, flag, id, instant, integer, json, text } from '../../db/columns.js';
import { Row } from '../../db/row.js';
import { db } from '../../db/sequelize.js';
import type { Certificate } from './certificate.js';
import type { RunTotals } from './totals.js';

export const commissionRunKinds = ['matching', 'period', 'member'] as const;
export type CommissionRunKind = (typeof commissionRunKinds)[number];

/** One version of a plan that a run computed by. */
export interface PlanUsed {
  id: number;
  version: number;
  name: string;
}

/** What a run over commissions is about, and what it came to; how far it is stands in `runs`. */
export class CommissionRun extends Row<InferAttributes<CommissionRun>, InferCreationAttributes<CommissionRun>> {
  declare runId: number;
  declare programId: number;
  declare kind: CommissionRunKind;
  /** The month it falls into; a period run closes it. */
  declare periodId: number;
  /** Whose pairs alone were asked for. */
  declare memberId: CreationOptional<number | null>;
  /** Facts are matched from here until there (left out). */
  declare startsAt: Date;
  declare endsAt: Date;
  /** Until it is posted or cancelled no other run of the program may begin. */
  declare isOpen: CreationOptional<boolean>;
  /** Where its lines stand: in tables of its own (the run's id), or with those of other small runs (0). */
  declare part: CreationOptional<number>;
  /** The attempt whose lines count. */
  declare fence: CreationOptional<number | null>;
  declare lastMemberId: number;
  /** When it read what it computed from. */
  declare computedAt: CreationOptional<Date | null>;
  declare plans: CreationOptional<PlanUsed[]>;
  declare certificate: CreationOptional<Certificate | null>;
  declare totals: CreationOptional<RunTotals | null>;
  /** The first and the last line of each batch that is posted. */
  declare batches: CreationOptional<number[]>;
  /** The last member of each batch of states. */
  declare memberBatches: CreationOptional<number[]>;
  /** Whether posting credits the wallets too. */
  declare approves: CreationOptional<boolean>;
  declare approvedById: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
  declare run?: NonAttribute<Run>;
}

CommissionRun.init(
  {
    runId: { ...id(), primaryKey: true },
    programId: id(),
    kind: text(),
    periodId: id(),
    memberId: id(),
    startsAt: instant(),
    endsAt: instant(),
    isOpen: flag({ defaultValue: true }),
    part: integer({ defaultValue: 0 }),
    fence: integer(),
    lastMemberId: id(),
    computedAt: instant(),
    plans: json({ defaultValue: [] }),
    certificate: json(),
    totals: json(),
    batches: { type: DataTypes.ARRAY(DataTypes.INTEGER), defaultValue: [] },
    memberBatches: {
      type: DataTypes.ARRAY(DataTypes.BIGINT),
      defaultValue: [],
      get(this: CommissionRun): number[] {
        return this.getDataValue('memberBatches').map(Number);
      },
    },
    approves: flag({ defaultValue: false }),
    approvedById: id(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'commission_runs' },
);
CommissionRun.belongsTo(Run, { as: 'run', foreignKey: 'runId' });
