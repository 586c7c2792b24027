import { accrueSale } from './commissions/accrue-sale.js';
import { clawBackSale } from './commissions/claw-back.js';
import { installConsequences } from './core/work.js';
import { closeMemberships } from './network/close-memberships.js';

/** Who listens to what inside the emitting command's own transaction, in this order. */
installConsequences({
  'user.closed': [closeMemberships],
  'sale.confirmed': [accrueSale],
  'sale.refunded': [clawBackSale],
});
