import { accrueSale } from './commissions/accrue-sale.js';
import { clawBackSale } from './commissions/claw-back.js';
import { installConsequences } from './core/work.js';

/** Who listens to what inside the emitting command's own transaction, in this order. */
installConsequences({
  'sale.confirmed': [accrueSale],
  'sale.refunded': [clawBackSale],
});
