import type { Listener } from '../core/work.js';
import { Sale } from '../orders/sale.js';
import { activePlan } from '../programs/active-plan.js';
import { accrue } from './accrue.js';
import { countFact } from './runs/late-fact.js';
import { saleAccruals } from './sale-accruals.js';

/**
 * A confirmed sale pays its seller and the levels above, as pending lines, in the sale's own transaction. It pays by
 * the plan and the standing of its moment; a sale of a closed period is earned in the open one.
 */
export const accrueSale: Listener<'sale.confirmed'> = async (work, { saleId }) => {
  const sale = await Sale.findByPk(saleId, { transaction: work.tx, rejectOnEmpty: true });
  const { programId, currency, occurredAt, buyerMemberId: sourceMemberId } = sale;
  const plan = await activePlan(programId, occurredAt, work.tx);
  const earnedAt = await countFact(work, { programId, fact: 'sale', factId: saleId, happenedAt: occurredAt });
  const occasion = { programId, currency, earnedAt, plan, saleId, sourceMemberId, suspicion: suspicionOf(sale) };
  await accrue(work, occasion, await saleAccruals(sale, plan.document, work.tx));
};

const suspicionOf = ({ attribution }: Sale): string | null =>
  attribution.selfReferral === null ? null : 'self_referral';
