import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { select } from '../db/select.js';

interface Contacts {
  programId: number;
  memberId: number;
  email?: string | null | undefined;
  phone?: string | null | undefined;
}

/** The first member whom a customer is credited to keeps him: later conversions without other evidence are his too. */
export async function bindCustomer({ programId, memberId, email, phone }: Contacts, tx: Transaction): Promise<void> {
  await select(
    `INSERT INTO customer_bindings (program_id, contact, member_id)
     SELECT $1, contact, $2 FROM unnest(ARRAY[lower($3), $4]) AS contact WHERE contact IS NOT NULL ORDER BY contact
     ON CONFLICT (program_id, contact) DO NOTHING RETURNING id`,
    [programId, memberId, email ?? null, phone ?? null],
    z.unknown(),
    tx,
  );
}
