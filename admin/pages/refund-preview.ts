import { Op } from 'sequelize';
import { Commission } from '../../src/commissions/commission.js';
import type { Actor } from '../../src/core/actor.js';
import { amount, formatAmount, portion } from '../../src/core/money.js';
import type { Sale } from '../../src/orders/sale.js';
import type { Language } from '../../src/users/user.js';
import { words } from '../locale.js';
import type { PreviewLine } from '../support/panel-action.js';

/** What a refund would take back from each line of the sale, as `clawBackSale` counts it. */
export async function refundPreview(
  _actor: Actor,
  sale: Sale,
  input: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<PreviewLine[]> {
  const asked = input['amount'] === undefined ? sale.refundable : amount.safeParse(input['amount']).data;
  if (asked === undefined || asked > sale.refundable) return [];
  const lines = await Commission.findAll({
    where: { saleId: sale.id, status: { [Op.notIn]: ['rejected', 'reversed'] } },
    order: ['id'],
  });
  const gone = (id: number): bigint =>
    lines.filter(({ reversesId }) => reversesId === id).reduce((sum, line) => sum - line.amount, 0n);
  const known = words(language);
  return lines
    .filter(({ reversesId }) => reversesId === null)
    .map((line) => {
      const upTo = portion(line.amount, sale.refundedAmount + asked, sale.amount);
      const taken = upTo - line.reversedAmount - gone(line.id);
      return {
        label: `#${String(line.id)} ${known[`commissions.value.${line.kind}`] ?? line.kind} (${known[`panel.status.${line.status}`] ?? line.status})`,
        value: `−${formatAmount(taken)} ${line.currency}`,
      };
    });
}
