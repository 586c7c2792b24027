import { z } from 'zod';
import { scopeNames } from '../core/actor.js';
import { programOf, roles } from '../core/policy.js';
import { list } from '../http/list.js';
import { ApiKey } from './api-key.js';
import type { NewKey } from './create-api-key.js';

/** A key, as the API shows it: never its text nor its hash. */
export const apiKeySchema = z.object({
  id: z.number(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(scopeNames)),
  ownerId: z.number(),
  replacesId: z.number().nullable(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const newApiKeySchema = apiKeySchema.extend({
  key: z.string().meta({ description: 'Shown this once.', examples: ['up_live_A1b2C3d4_…'] }),
});

export const presentApiKey = (key: ApiKey): z.input<typeof apiKeySchema> => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  scopes: key.scopes,
  ownerId: key.ownerId,
  replacesId: key.replacesId,
  expiresAt: key.expiresAt,
  lastUsedAt: key.lastUsedAt,
  revokedAt: key.revokedAt,
  createdAt: key.createdAt,
});

export const presentNewApiKey = ({ row, text }: NewKey): z.input<typeof newApiKeySchema> => ({
  ...presentApiKey(row),
  key: text,
});

/** The keys of the program in use. */
export const apiKeys = list({
  name: 'api-keys.list',
  row: ApiKey,
  allow: roles('owner', 'admin'),
  scope: (actor) => ({ programId: programOf(actor) }),
  present: presentApiKey,
});
