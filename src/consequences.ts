import { accrueJoin, accruePlacement } from './commissions/accrue-join.js';
import { referOnActivation, referOnPlacement, takeBackReferral } from './commissions/accrue-referral.js';
import { accrueSale } from './commissions/accrue-sale.js';
import { clawBackSale } from './commissions/claw-back.js';
import { releaseOnActivation, releaseOnLeaving } from './commissions/release-reserve.js';
import { countRefund } from './commissions/runs/count-refund.js';
import { countUnit, uncountUnit } from './commissions/runs/leg-units.js';
import { refuseCountedDraft } from './commissions/trials/refuse-counted-draft.js';
import { installConsequences } from './core/work.js';
import { closeMemberships } from './network/close-memberships.js';

/** Who listens to what inside the emitting command's own transaction, in this order. */
installConsequences({
  'user.closed': [closeMemberships],
  'plan.drafted': [refuseCountedDraft],
  'member.joined': [accrueJoin],
  'member.placed': [accruePlacement, referOnPlacement],
  'member.activated': [countUnit, referOnActivation, releaseOnActivation],
  'member.deactivated': [uncountUnit, takeBackReferral],
  'member.closed': [releaseOnLeaving],
  'sale.confirmed': [accrueSale],
  'sale.refunded': [countRefund, clawBackSale],
});
