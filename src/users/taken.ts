import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { Refusal, invalidField } from '../core/errors.js';
import { selectOne } from '../db/select.js';

interface Handles {
  email?: string | null;
  username?: string | null;
  phone?: string | null;
}

const sql = `
  SELECT email IS NOT DISTINCT FROM $1 AND $1 IS NOT NULL AS email, lower(username) = lower($2) AS username,
    phone IS NOT DISTINCT FROM $3 AND $3 IS NOT NULL AS phone
  FROM users WHERE (email = $1 OR lower(username) = lower($2) OR phone = $3) AND id IS DISTINCT FROM $4
  ORDER BY id LIMIT 1`;

const clash = z.object({ email: z.boolean(), username: z.boolean().nullable(), phone: z.boolean() });

/** Refuses an e-mail address, username or phone number that somebody else has, naming the field. */
export async function refuseTaken(handles: Handles, tx: Transaction, exceptId: number | null = null): Promise<void> {
  refuseForeignAddress(handles);
  const { email = null, username = null, phone = null } = handles;
  const found = await selectOne(sql, [email, username, phone, exceptId], clash, tx);
  if (!found) return;
  const fields = (['email', 'username', 'phone'] as const).filter((field) => found[field]);
  const faults = fields.map((field) => ({ path: [field], code: 'taken', message: 'is taken' }));
  throw new Refusal('duplicate', `Somebody else has this ${fields.join(', ')}.`, { faults });
}

/** People sign in by either, so an address may only be the username of whoever it belongs to. */
function refuseForeignAddress({ username, email }: Handles): void {
  if (!username?.includes('@') || username.toLowerCase() === email) return;
  throw invalidField('username', "is an e-mail address, and not this person's own");
}
