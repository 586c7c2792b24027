import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CreationOptional, InferAttributes, InferCreationAttributes } from 'sequelize';
import { secretFor } from '../../config/secrets.js';
import { createdAt, id, instant, integer, primaryId, text } from '../db/columns.js';
import { Row } from '../db/row.js';
import { db } from '../db/sequelize.js';

export type CodePurpose = 'sign_in' | 'verify_phone';

/**
 * Six digits that prove somebody reads an address or phone. They are made from the row and a secret, so neither they
 * nor a hash of a million guesses is ever stored.
 */
export class OneTimeCode extends Row<InferAttributes<OneTimeCode>, InferCreationAttributes<OneTimeCode>> {
  static override readonly secretColumns = ['salt'];

  declare id: CreationOptional<number>;
  declare purpose: CodePurpose;
  /** The e-mail address or phone number it was sent to. */
  declare identifier: string;
  declare userId: CreationOptional<number | null>;
  declare salt: CreationOptional<string>;
  /** Comparisons so far; five are all there are. */
  declare attempts: CreationOptional<number>;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;

  /** What is sent. */
  digits(): string {
    const bytes = createHmac('sha256', secretFor('one-time-code'))
      .update(`${String(this.id)}/${this.salt}`)
      .digest();
    return String(bytes.readUInt32BE() % 1_000_000).padStart(6, '0');
  }

  isRight(guess: string): boolean {
    const [expected, given] = [Buffer.from(this.digits()), Buffer.from(guess)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}

OneTimeCode.init(
  {
    id: primaryId(),
    purpose: text(),
    identifier: text(),
    userId: id(),
    salt: text({ defaultValue: () => randomBytes(16).toString('hex') }),
    attempts: integer({ defaultValue: 0 }),
    expiresAt: instant(),
    usedAt: instant(),
    createdAt: createdAt(),
  },
  { sequelize: db, tableName: 'one_time_codes' },
);
