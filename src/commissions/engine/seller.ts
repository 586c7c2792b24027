import { share } from '../../core/money.js';
import type { Plan } from '../../programs/plan-document.js';

/** What a sale pays whoever sold it, active or not; nothing where the plan has no seller's share. */
export const sellerAmount = ({ seller }: Pick<Plan, 'seller'>, saleAmount: bigint): bigint =>
  seller ? share(saleAmount, seller.rate_bp) : 0n;
