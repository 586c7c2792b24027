import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { Sale } from './sale.js';

/** The sale was not made: nobody is paid for it. */
export const rejectHeldSale = command({
  name: 'sale.reject',
  input: z.strictObject({ saleId: id, reason: text(500) }),
  allow: roles('owner', 'admin'),

  async run({ input: { saleId, reason }, actor, tx }) {
    const sale = await lockOrRefuse(Sale, saleId, tx, { programId: programOf(actor) });
    return sale.become('rejected').set({ heldFor: reason }).save({ transaction: tx });
  },
});
