import { Op } from 'sequelize';
import { Commission } from '../../src/commissions/commission.js';
import type { Actor } from '../../src/core/actor.js';
import { amount, formatAmount, portion } from '../../src/core/money.js';
import type { Sale } from '../../src/orders/sale.js';
import type { PreviewLine } from '../support/panel-action.js';

/** What a refund would take back from each line of the sale, as `clawBackSale` counts it. */
export async function refundPreview(
  _actor: Actor,
  sale: Sale,
  input: Readonly<Record<string, unknown>>,
): Promise<PreviewLine[]> {
  const asked = input['amount'] === undefined ? sale.refundable : amount.safeParse(input['amount']).data;
  if (asked === undefined || asked > sale.refundable) return [];
  const lines = await Commission.findAll({
    where: { saleId: sale.id, status: { [Op.notIn]: ['rejected', 'reversed'] } },
    order: ['id'],
  });
  const gone = (id: number): bigint =>
    lines.filter(({ reversesId }) => reversesId === id).reduce((sum, line) => sum - line.amount, 0n);
  return lines
    .filter(({ reversesId }) => reversesId === null)
    .map((line) => {
      const upTo = portion(line.amount, sale.refundedAmount + asked, sale.amount);
      const taken = upTo - line.reversedAmount - gone(line.id);
      return {
        label: `#${String(line.id)} ${line.kind.replace('_', ' ')} (${line.status})`,
        value: `−${formatAmount(taken)} ${line.currency}`,
      };
    });
}
