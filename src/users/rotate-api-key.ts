import { z } from 'zod';
import { command } from '../core/command.js';
import { Refusal } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { ApiKey } from './api-key.js';
import type { NewKey } from './create-api-key.js';
import { newKeyText } from './key-text.js';

const hour_ms = 3_600_000;

/** A new key takes an old one's place; for the hours of overlap both work, so that a partner can change over. */
export const rotateApiKey = command({
  name: 'api-key.rotate',
  input: z.strictObject({ apiKeyId: id, overlapHours: z.number().int().min(0).max(168).default(24) }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, now, tx }): Promise<NewKey> {
    const old = await lockOrRefuse(ApiKey, input.apiKeyId, tx, { programId: programOf(actor) });
    await refuseEnded(old, now);
    const { programId, ownerId, name, scopes, expiresAt } = old;
    const { text, prefix, hash } = newKeyText();
    const row = await ApiKey.create(
      { programId, ownerId, name, scopes, expiresAt, prefix, hash, replacesId: old.id },
      { transaction: tx },
    );
    const until = new Date(now.getTime() + input.overlapHours * hour_ms);
    await old.set({ expiresAt: expiresAt && expiresAt < until ? expiresAt : until }).save({ transaction: tx });
    return { row, text };
  },
});

async function refuseEnded({ id: keyId, revokedAt, expiresAt }: ApiKey, now: Date): Promise<void> {
  if (revokedAt) throw new Refusal('wrong_state', 'This key is revoked.');
  if (expiresAt && expiresAt <= now) throw new Refusal('wrong_state', 'This key has expired.');
  if (await ApiKey.findOne({ where: { replacesId: keyId } }))
    throw new Refusal('wrong_state', 'This key was replaced before.');
}
