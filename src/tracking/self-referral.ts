import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { selectOne } from '../db/select.js';
import { deviceHash } from './seen-device.js';

export type SelfReferral = 'own_account' | 'own_email' | 'own_phone' | 'own_device';

/** What is known of the customer at a conversion. */
export interface CustomerFacts {
  customerEmail?: string | null | undefined;
  customerPhone?: string | null | undefined;
  /** The customer's own membership or account, where he has one. */
  customerMemberId?: number | null | undefined;
  customerUserId?: number | null | undefined;
  ip?: string | null | undefined;
  userAgent?: string | null | undefined;
  convertedAt: Date;
}

const sql = `
  SELECT members.id = $2 OR users.id = $3 AS own_account, users.email = lower($4) AS own_email, users.phone = $5 AS own_phone,
    EXISTS (SELECT FROM seen_devices WHERE user_id = users.id AND device_hash = $6
      AND seen_at BETWEEN $7::timestamptz - interval '1 hour' AND $7::timestamptz + interval '1 hour') AS own_device
  FROM members LEFT JOIN users ON users.id = members.user_id WHERE members.id = $1`;

const signs = z.object({
  own_account: z.boolean().nullable(),
  own_email: z.boolean().nullable(),
  own_phone: z.boolean().nullable(),
  own_device: z.boolean(),
});

/** The plainest sign that the credited member is the customer himself, if there is one. */
export async function selfReferralOf(
  memberId: number,
  customer: CustomerFacts,
  tx?: Transaction,
): Promise<SelfReferral | null> {
  const { customerMemberId, customerUserId, customerEmail, customerPhone, ip, userAgent, convertedAt } = customer;
  const device = ip && userAgent ? deviceHash(ip, userAgent) : null;
  const bind = [memberId, customerMemberId, customerUserId, customerEmail, customerPhone, device, convertedAt];
  const seen = await selectOne(
    sql,
    bind.map((value) => value ?? null),
    signs,
    tx,
  );
  if (!seen) return null;
  const order = ['own_account', 'own_email', 'own_phone', 'own_device'] as const;
  return order.find((sign) => seen[sign]) ?? null;
}
