import { z } from 'zod';
import { command } from '../core/command.js';
import { NotAllowed } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { announce } from './confirm-sale.js';
import { Sale } from './sale.js';

/** An owner or admin vouches for a sale that somebody recorded for himself; its commissions accrue now. */
export const confirmHeldSale = command({
  name: 'sale.confirm',
  input: z.strictObject({ saleId: id }),
  allow: roles('owner', 'admin'),

  async run({ input, ...work }) {
    const { actor, now, tx } = work;
    const sale = await lockOrRefuse(Sale, input.saleId, tx, { programId: programOf(actor) });
    if (sale.recordedBy === actor.userId) throw new NotAllowed('Somebody else must confirm what you recorded.');
    await sale
      .become('confirmed')
      .set({ confirmedAt: now, confirmedBy: actor.userId, heldFor: null })
      .save({ transaction: tx });
    await announce(work, sale);
    return sale;
  },
});
