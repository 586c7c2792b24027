import { z } from 'zod';
import { scopeNames } from '../core/actor.js';
import { command } from '../core/command.js';
import { invalidField } from '../core/errors.js';
import { instant, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { ApiKey } from './api-key.js';
import { newKeyText } from './key-text.js';
import { personOf } from './person.js';

/** A key row with its text, which nobody can be shown again. */
export interface NewKey {
  row: ApiKey;
  text: string;
}

/** A key for a partner's server, in the program in use, with the scopes it needs and no others. */
export const createApiKey = command({
  name: 'api-key.create',
  input: z.strictObject({
    name: text(100),
    scopes: z.array(z.enum(scopeNames)).min(1).max(scopeNames.length),
    expiresAt: instant.nullish(),
  }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, now, tx }): Promise<NewKey> {
    const { name, expiresAt = null } = input;
    if (expiresAt && expiresAt <= now) throw invalidField('expiresAt', 'has passed already');
    const { text: shown, prefix, hash } = newKeyText();
    const row = await ApiKey.create(
      {
        programId: programOf(actor),
        ownerId: personOf(actor),
        name,
        scopes: [...new Set(input.scopes)],
        expiresAt,
        prefix,
        hash,
      },
      { transaction: tx },
    );
    return { row, text: shown };
  },
});
