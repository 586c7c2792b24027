import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { ApiKey } from './api-key.js';

/** Ends a key at once. Ending it twice changes nothing. */
export const revokeApiKey = command({
  name: 'api-key.revoke',
  input: z.strictObject({ apiKeyId: id }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, now, tx }) {
    const key = await lockOrRefuse(ApiKey, input.apiKeyId, tx, { programId: programOf(actor) });
    return key.set({ revokedAt: key.revokedAt ?? now }).save({ transaction: tx });
  },
});
