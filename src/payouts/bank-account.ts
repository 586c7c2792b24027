import { DataTypes } from 'sequelize';
import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { createdAt, id, instant, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** Where a member wants to be paid. The number itself is encrypted and leaves only in a bank file. */
export class BankAccount extends Row<InferAttributes<BankAccount>, InferCreationAttributes<BankAccount>> {
  static override readonly secretColumns = ['numberEncrypted'];

  declare id: CreationOptional<number>;
  declare programId: number;
  declare memberId: number;
  declare holder: string;
  declare bankName: string;
  /** BIC, IFSC or routing number. */
  declare bankCode: string;
  declare numberEncrypted: Buffer;
  declare lastFour: string;
  declare status: CreationOptional<'active' | 'archived'>;
  declare createdAt: CreationOptional<Date>;
  declare archivedAt: CreationOptional<Date | null>;
}

BankAccount.init(
  {
    id: primaryId(),
    programId: id(),
    memberId: id(),
    holder: text(),
    bankName: text(),
    bankCode: text(),
    numberEncrypted: { type: DataTypes.BLOB },
    lastFour: text(),
    status: text({ defaultValue: 'active' }),
    createdAt: createdAt(),
    archivedAt: instant(),
  },
  { sequelize: db, tableName: 'bank_accounts' },
);
