import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { scopeNames } from '../core/actor.js';
import type { Actor } from '../core/actor.js';
import { int } from '../db/row-schema.js';
import { select, selectOne } from '../db/select.js';
import { hashOfKey, prefixOf } from './key-text.js';

const usable = `
  SELECT api_keys.id, hash, owner_id, name, scopes, program_id,
    last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS is_stale
  FROM api_keys JOIN users ON users.id = owner_id
  WHERE prefix = $1 AND users.status = 'active' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`;

const row = z.object({
  id: int,
  hash: z.string(),
  owner_id: int,
  name: z.string(),
  scopes: z.array(z.enum(scopeNames)),
  program_id: int,
  is_stale: z.boolean(),
});

/** Whom a key acts for, where and with which scopes; null when it does not hold, whatever the reason. */
export async function actorOfKey(text: string): Promise<Actor | null> {
  const prefix = prefixOf(text);
  const found = prefix === null ? undefined : await selectOne(usable, [prefix], row);
  if (!found || !timingSafeEqual(Buffer.from(found.hash), Buffer.from(hashOfKey(text)))) return null;
  if (found.is_stale) await noteUse(found.id);
  const { id: keyId, owner_id: userId, name, scopes, program_id: programId } = found;
  return { kind: 'key', userId, name, role: null, scopes, programId, keyId };
}

/** Once a minute is often enough, and of many requests at once only one writes. */
const noteUse = (keyId: number): Promise<unknown> =>
  select(
    `UPDATE api_keys SET last_used_at = now() WHERE id =
       (SELECT id FROM api_keys WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
        FOR UPDATE SKIP LOCKED)`,
    [keyId],
    z.unknown(),
  );
