import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { newPostbackKey, postbackKeyHash, PostbackSource } from './postback-source.js';

const keepers = roles('owner', 'admin');

/** Gives a tracker an address of its own. The key in it is shown once. */
export const createPostbackSource = command({
  name: 'postback-source.create',
  input: z.strictObject({ name: text(200) }),
  allow: keepers,

  async run({ input: { name }, actor, tx }) {
    const key = newPostbackKey();
    const fields = { programId: programOf(actor), ownerId: actor.userId, name };
    const hashed = { keyPrefix: key.slice(0, 9), keyHash: postbackKeyHash(key) };
    return { source: await PostbackSource.create({ ...fields, ...hashed }, { transaction: tx }), key };
  },
});

/** The tracker's address is of no use any more; what it told stays. */
export const archivePostbackSource = command({
  name: 'postback-source.archive',
  input: z.strictObject({ sourceId: id }),
  allow: keepers,

  async run({ input, actor, now, tx }) {
    const source = await lockOrRefuse(PostbackSource, input.sourceId, tx, { programId: programOf(actor) });
    return source.archive(now).save({ transaction: tx });
  },
});
