import { formatAmount, share } from '../core/money.js';
import type { Listener, Work } from '../core/work.js';
import { Sale } from '../orders/sale.js';
import { activePlan } from '../programs/active-plan.js';
import type { ActivePlan } from '../programs/active-plan.js';
import { accrue } from './accrue.js';
import type { Accrual } from './accrue.js';
import { statusAt } from './status-at.js';
import { uplineAt } from './upline-at.js';
import { payUpline } from './upline-pay.js';
import type { LevelPay } from './upline-pay.js';

/** A confirmed sale pays its seller and the levels above, as pending lines, in the sale's own transaction. */
export const accrueSale: Listener<'sale.confirmed'> = async (work, { saleId }) => {
  const sale = await Sale.findByPk(saleId, { transaction: work.tx, rejectOnEmpty: true });
  const plan = await activePlan(sale.programId, sale.occurredAt, work.tx);
  const { programId, currency, occurredAt: earnedAt, buyerMemberId: sourceMemberId } = sale;
  const lines = [...(await sellerLine(work, sale, plan)), ...(await levelLines(work, sale, plan))];
  await accrue(
    work,
    { programId, currency, earnedAt, plan, saleId, sourceMemberId, suspicion: suspicionOf(sale) },
    lines,
  );
};

async function sellerLine({ tx }: Work, sale: Sale, { document: { seller } }: ActivePlan): Promise<Accrual[]> {
  if (!seller || sale.sellerMemberId === null) return [];
  const status = await statusAt(sale.sellerMemberId, sale.occurredAt, tx);
  if (status === 'closed') return [];
  return [
    {
      accrualKey: `sale/${sale.id}/seller`,
      beneficiaryId: sale.sellerMemberId,
      kind: 'direct_sale',
      base: sale.amount,
      rateBp: seller.rate_bp,
      amount: share(sale.amount, seller.rate_bp),
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

async function levelLines({ tx }: Work, sale: Sale, { document }: ActivePlan): Promise<Accrual[]> {
  const { levels: rules, ranks } = document;
  const start = startOf(sale, rules?.from);
  if (!rules?.on.includes('purchase') || start === null) return [];
  const names = ranks?.paid_as_by.map(({ name }) => name) ?? [];
  const asked = { programId: sale.programId, memberId: start, at: sale.occurredAt, rules, ranks: names };
  const above = await uplineAt(asked, tx);
  const path = [start, ...above.map(({ memberId }) => memberId)];
  return payUpline(rules, sale.amount, above, names).paid.map((paid) => ({
    accrualKey: `sale/${sale.id}/levels/${paid.level}`,
    beneficiaryId: paid.memberId,
    kind: rules.kind,
    level: paid.level,
    base: sale.amount,
    rateBp: paid.rateBp,
    amount: paid.amount,
    isSuspended: paid.isSuspended,
    explanation: {
      rule: 'levels',
      path: path.slice(0, path.indexOf(paid.memberId) + 1),
      ...(paid.rateBp === null ? fixed : arithmetic(sale.amount, paid.rateBp)),
      notes: passedOver(paid),
    },
  }));
}

/** A sale whose buyer is no member stands at the seller: levels start there as if he were the buyer. */
const startOf = ({ buyerMemberId, sellerMemberId }: Sale, from: 'buyer' | 'seller' | undefined): number | null =>
  from === 'buyer' ? (buyerMemberId ?? sellerMemberId) : sellerMemberId;

const suspicionOf = ({ attribution }: Sale): string | null => (attribution.selfReferral ? 'self_referral' : null);

const fixed = { base: null, rateBp: null, rounding: null };

function arithmetic(amount: bigint, rateBp: number) {
  const exact = amount * BigInt(rateBp);
  const isExact = exact % 10_000n === 0n;
  return { base: formatAmount(amount), rateBp, rounding: isExact ? null : 'rounded once, half away from zero' };
}

const passedOver = ({ passedOver: members }: LevelPay): string[] =>
  members.length === 0 ? [] : [`Passed over: member ${members.join(', ')}, who could not earn this level.`];
