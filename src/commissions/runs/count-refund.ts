import type { Listener } from '../../core/work.js';
import { Refund } from '../../orders/refund.js';
import { countFact } from './late-fact.js';

/** A refund takes volume back in the open period; one written while its day was being counted comes the next day. */
export const countRefund: Listener<'sale.refunded'> = async (work, { refundId }) => {
  const { programId, refundedAt } = await Refund.findByPk(refundId, { transaction: work.tx, rejectOnEmpty: true });
  await countFact(work, { programId, fact: 'refund', factId: refundId, happenedAt: refundedAt });
};
