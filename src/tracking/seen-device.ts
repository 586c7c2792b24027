import { createHash } from 'node:crypto';
import { z } from 'zod';
import { select } from '../db/select.js';

/** One machine as far as a request tells: its address and its browser, hashed. */
export const deviceHash = (ip: string, userAgent: string): string =>
  createHash('sha256').update(`${ip}\n${userAgent}`).digest('base64url');

/** Remembers that a signed-in person uses this device; a minute's precision is enough. */
export async function noteDevice(userId: number, ip: string, userAgent: string): Promise<void> {
  await select(
    `INSERT INTO seen_devices (user_id, device_hash) VALUES ($1, $2)
     ON CONFLICT (user_id, device_hash) DO UPDATE SET seen_at = now()
     WHERE seen_devices.seen_at < now() - interval '1 minute' RETURNING user_id`,
    [userId, deviceHash(ip, userAgent)],
    z.unknown(),
  );
}
