import { formatAmount } from '../core/money.js';
import type { Listener, Work } from '../core/work.js';
import { Sale } from '../orders/sale.js';
import { activePlan } from '../programs/active-plan.js';
import type { ActivePlan } from '../programs/active-plan.js';
import { accrue } from './accrue.js';
import type { Accrual } from './accrue.js';
import { payLevels } from './engine/levels.js';
import { sellerAmount } from './engine/seller.js';
import { statusAt } from './status-at.js';
import { uplineAt } from './upline-at.js';

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

async function sellerLine({ tx }: Work, sale: Sale, { document }: ActivePlan): Promise<Accrual[]> {
  const { seller } = document;
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
      amount: sellerAmount(document, sale.amount),
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
  return payLevels(rules, names, sale.amount, above).flatMap(({ level, amount, to }) => {
    const rateBp = rules.rates_bp?.[level - 1] ?? null;
    if (!to) return [];
    const explained = rateBp === null ? fixed : arithmetic(sale.amount, rateBp);
    return [
      {
        accrualKey: `sale/${sale.id}/levels/${level}`,
        beneficiaryId: to.memberId,
        kind: rules.kind,
        level,
        base: sale.amount,
        rateBp,
        amount,
        isSuspended: to.isSuspended,
        explanation: {
          rule: 'levels' as const,
          path: pathTo(path, to.memberId),
          ...explained,
          notes: notesOf(path, to.memberId, level),
        },
      },
    ];
  });
}

const pathTo = (path: readonly number[], memberId: number): number[] => path.slice(0, path.indexOf(memberId) + 1);

/** The level is the paid one; with compression it can be less than the distance. */
function notesOf(path: readonly number[], memberId: number, level: number): string[] {
  const distance = path.indexOf(memberId);
  return distance > level ? [`${distance - level} above could not earn a level and were passed over.`] : [];
}

/** A sale whose buyer is no member stands at the seller: levels start there as if he were the buyer. */
const startOf = ({ buyerMemberId, sellerMemberId }: Sale, from: 'buyer' | 'seller' | undefined): number | null =>
  from === 'buyer' ? (buyerMemberId ?? sellerMemberId) : sellerMemberId;

const suspicionOf = ({ attribution }: Sale): string | null =>
  attribution.selfReferral === null ? null : 'self_referral';

const fixed = { base: null, rateBp: null, rounding: null };

function arithmetic(amount: bigint, rateBp: number) {
  const isExact = (amount * BigInt(rateBp)) % 10_000n === 0n;
  return { base: formatAmount(amount), rateBp, rounding: isExact ? null : 'rounded once, half away from zero' };
}
