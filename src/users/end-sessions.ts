import type { Transaction } from 'sequelize';
import { change } from '../db/select.js';

/** Ends one chain of refresh tokens. */
export async function endFamily(family: string, now: Date, tx: Transaction): Promise<void> {
  await change('UPDATE refresh_tokens SET revoked_at = $2 WHERE family = $1 AND revoked_at IS NULL', [family, now], tx);
}

/** Ends every chain of a person; access tokens end with the raised session version. */
export async function endFamilies(userId: number, now: Date, tx: Transaction): Promise<void> {
  await change(
    'UPDATE refresh_tokens SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL',
    [userId, now],
    tx,
  );
}
