import type { Transaction } from 'sequelize';
import type { Sale } from '../orders/sale.js';
import type { Plan } from '../programs/plan-document.js';
import type { Accrual } from './accrue.js';
import { arithmetic } from './arithmetic.js';
import { sellerAmount } from './engine/seller.js';
import { levelAccruals } from './level-accruals.js';
import { statusAt } from './status-at.js';

/** The lines that a sale pays under a plan: its seller, and the levels above, by what members were at its moment. */
export const saleAccruals = async (sale: Sale, document: Plan, tx: Transaction): Promise<Accrual[]> => [
  ...(await sellerLine(sale, document, tx)),
  ...(await levelLines(sale, document, tx)),
];

async function sellerLine(sale: Sale, document: Plan, tx: Transaction): Promise<Accrual[]> {
  const { seller } = document;
  if (!seller || sale.sellerMemberId === null) return [];
  const status = await statusAt(sale.sellerMemberId, sale.occurredAt, tx);
  const amount = sellerAmount(document, sale.amount);
  if (status === 'closed' || amount === 0n) return [];
  return [
    {
      accrualKey: `sale/${sale.id}/seller`,
      beneficiaryId: sale.sellerMemberId,
      kind: 'direct_sale',
      base: sale.amount,
      rateBp: seller.rate_bp,
      amount,
      isSuspended: status === 'suspended',
      explanation: {
        rule: 'seller',
        path: [sale.sellerMemberId],
        ...arithmetic(sale.amount, seller.rate_bp),
        notes: [],
      },
    },
  ];
}

async function levelLines(sale: Sale, document: Plan, tx: Transaction): Promise<Accrual[]> {
  const { levels } = document;
  const start = startOf(sale, levels?.from);
  if (!levels?.on.includes('purchase') || start === null) return [];
  const { programId, occurredAt: at, amount: base } = sale;
  return levelAccruals({ programId, start, at, base, key: `sale/${sale.id}` }, document, tx);
}

/** A sale whose buyer is no member stands at the seller: levels start there as if he were the buyer. */
const startOf = ({ buyerMemberId, sellerMemberId }: Sale, from: 'buyer' | 'seller' | undefined): number | null =>
  from === 'buyer' ? (buyerMemberId ?? sellerMemberId) : sellerMemberId;
