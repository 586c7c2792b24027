import type { CreationOptional, InferAttributes, InferCreationAttributes, NonAttribute } from 'sequelize';
import { createdAt, day, integer, minor, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';
import type { TaxRule } from './withholding.js';

/** A tax rule with the days it holds. A rule that changes gets a new row; what was taken under the old one stays. */
export class TaxRuleRow extends Row<InferAttributes<TaxRuleRow>, InferCreationAttributes<TaxRuleRow>> {
  declare id: CreationOptional<number>;
  declare key: string;
  declare section: string;
  declare stage: TaxRule['at'];
  declare rateBp: number;
  declare rateWithoutPanBp: number;
  declare annualThreshold: bigint | null;
  declare basis: TaxRule['basis'];
  declare ceiling: bigint | null;
  declare effectiveFrom: string;
  declare effectiveUntil: string | null;
  declare createdAt: CreationOptional<Date>;

  /** As the rule's arithmetic reads it. */
  get rule(): NonAttribute<TaxRule> {
    const { key, section, rateBp, rateWithoutPanBp, annualThreshold, basis, ceiling, effectiveFrom, effectiveUntil } =
      this;
    return {
      key,
      section,
      at: this.stage,
      rateBp,
      rateWithoutPanBp,
      annualThreshold,
      basis,
      ceiling,
      effectiveFrom,
      effectiveUntil,
    };
  }
}

TaxRuleRow.init(
  {
    id: primaryId(),
    key: text(),
    section: text(),
    stage: text(),
    rateBp: integer(),
    rateWithoutPanBp: integer(),
    annualThreshold: minor(),
    basis: text(),
    ceiling: minor(),
    effectiveFrom: day(),
    effectiveUntil: day(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'tax_rules' },
);
