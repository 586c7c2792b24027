import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { Link } from './link.js';
import { linkKeepers, ownedRowsSeenBy } from './scope.js';

/** The link goes on leading somewhere, but credits nobody any more; tokens given before keep their worth. */
export const archiveLink = command({
  name: 'link.archive',
  input: z.strictObject({ linkId: id }),
  allow: linkKeepers,

  async run({ input, actor, now, tx }) {
    const link = await lockOrRefuse(Link, input.linkId, tx, await ownedRowsSeenBy(actor));
    return link.archive(now).save({ transaction: tx });
  },
});
