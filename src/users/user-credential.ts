import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { id, instant, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

/** A person's password, as argon2id keeps it. Never registered in the panel. */
export class UserCredential extends Row<InferAttributes<UserCredential>, InferCreationAttributes<UserCredential>> {
  static override readonly secretColumns = ['passwordHash'];

  declare userId: number;
  declare passwordHash: string;
  declare changedAt: CreationOptional<Date>;
}

UserCredential.init(
  { userId: id({ primaryKey: true }), passwordHash: text(), changedAt: instant() },
  { sequelize: db, tableName: 'user_credentials' },
);
