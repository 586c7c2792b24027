import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../../db/columns.js';
import { Row } from '../../db/row.js';
import { db } from '../../db/sequelize.js';

export const periodStatuses = ['open', 'closed'] as const;

/** A business month of a program. Months follow one another without a gap and close in order, for good. */
export class Period extends Row<InferAttributes<Period>, InferCreationAttributes<Period>> {
  declare id: CreationOptional<number>;
  declare programId: number;
  /** "2026-11" */
  declare month: string;
  declare startsAt: Date;
  /** The first moment after it. */
  declare endsAt: Date;
  declare previousId: CreationOptional<number | null>;
  declare status: CreationOptional<(typeof periodStatuses)[number]>;
  /** The run that closed it. */
  declare runId: CreationOptional<number | null>;
  declare closedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

Period.init(
  {
    id: primaryId(),
    programId: id(),
    month: text(),
    startsAt: instant(),
    endsAt: instant(),
    previousId: id(),
    status: text({ defaultValue: 'open' }),
    runId: id(),
    closedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'periods' },
);
