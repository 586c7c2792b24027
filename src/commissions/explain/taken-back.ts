import { Op } from 'sequelize';
import { formatAmount, portion } from '../../core/money.js';
import { Refund } from '../../orders/refund.js';
import { Sale } from '../../orders/sale.js';
import { Commission } from '../commission.js';
import { dayOf } from './commission-line.js';
import { lateRefund } from './late.js';
import type { ExplainedLine } from './line.js';
import { counted, phrase, ref } from './phrase.js';
import type { Answer, Phrase } from './phrase.js';

/** Which line a negative commission takes back, by what share and why. */
export async function takenBackAnswer(line: ExplainedLine, back: Commission): Promise<Answer> {
  const original = await Commission.findByPk(back.reversesId ?? 0, { rejectOnEmpty: true });
  const before = await takenBefore(original, back);
  const cause = await causeOf(line, back, original);
  const { currency } = back;
  const said = {
    commission: ref('commissions', original.id),
    before: formatAmount(before),
    now: formatAmount(-back.amount),
    currency,
  };
  return {
    phrases: [
      phrase('back.of', { ...said, amount: formatAmount(original.amount) }),
      ...cause.phrases,
      phrase('back.before', said),
      ...back.deductions.map(given(currency)),
    ],
    facts: {
      reverses_id: original.id,
      original_amount: formatAmount(original.amount),
      taken_before: formatAmount(before),
      ...cause.facts,
    },
  };
}

/** What refunds before this one took, from the line before approval and by negative lines after it. */
async function takenBefore(original: Commission, { id }: Commission): Promise<bigint> {
  const earlier = await Commission.findAll({ where: { reversesId: original.id, id: { [Op.lt]: id } } });
  return earlier.reduce((sum, { amount }) => sum - amount, original.reversedAmount);
}

const given =
  (currency: string) =>
  ({ kind, amount }: Commission['deductions'][number]): Phrase =>
    phrase('back.given', { kind: phrase(`deduction.${kind}`), amount: amount.replace('-', ''), currency });

/** The key of a negative line says what it came from. */
async function causeOf(line: ExplainedLine, back: Commission, original: Commission): Promise<Answer> {
  const { accrualKey, currency } = back;
  const refundId = /^refund\/(\d+)\/of\//.exec(accrualKey)?.[1];
  if (refundId !== undefined) return refundAnswer(Number(refundId), original);
  if (accrualKey.startsWith('deactivation/') && original.sourceMemberId !== null)
    return {
      phrases: [phrase('back.deactivated', { member: ref('members', original.sourceMemberId) })],
      facts: { cause: 'deactivation', member_id: original.sourceMemberId },
    };
  const day = dayOf(back);
  if (day === null) return { phrases: line.notes.map((text) => phrase('line.note', { text })), facts: { cause: null } };
  const pairs = await undoneBy(back, original);
  return {
    phrases: [phrase('back.undone', { pairs: counted(pairs, 'pairs'), day, currency })],
    facts: { cause: 'undone', day, undone: pairs, ...(await staying(back, original)) },
  };
}

/** How many pairs of a line were left after this one, at how much each. */
async function staying({ id }: Commission, original: Commission) {
  const backs = await Commission.findAll({ where: { reversesId: original.id, id: { [Op.gt]: id } } });
  const later = backs.reduce((sum, { quantity }) => sum - (quantity ?? 0), 0);
  const { base, quantity, amount } = original;
  const each = base ?? 0n;
  // A member's first pair ever may have paid nothing; the last one of a line may have paid in part.
  const unpaid = each * BigInt(quantity ?? 0) - amount >= each ? 1 : 0;
  const pairs = original.pairsLeft + later;
  return { each: formatAmount(each), pairs_left: pairs, paid_pairs_left: Math.max(0, pairs - unpaid) };
}

async function refundAnswer(refundId: number, { amount, currency }: Commission): Promise<Answer> {
  const refund = await Refund.findByPk(refundId, { rejectOnEmpty: true });
  const sale = await Sale.findByPk(refund.saleId, { rejectOnEmpty: true });
  const upTo = portion(amount, refund.refundedTotal, sale.amount);
  const figures = {
    refunded: formatAmount(refund.refundedTotal),
    total: formatAmount(sale.amount),
    upTo: formatAmount(upTo),
  };
  const late = await lateRefund(refundId, refund.programId);
  return {
    phrases: [
      phrase('back.refund', { ...figures, amount: formatAmount(amount), currency, sale: ref('sales', sale.id) }),
      ...late.phrases,
    ],
    facts: {
      ...late.facts,
      cause: 'refund',
      refund_id: refundId,
      refunded_total: figures.refunded,
      sale_amount: figures.total,
      taken_in_all: figures.upTo,
    },
  };
}

/** How many pairs of the line this one undid; of older lines, the whole ones that its money paid for. */
export async function undoneBy(back: Commission, original: Commission): Promise<number> {
  if (back.quantity !== null) return -back.quantity;
  const base = original.base ?? 0n;
  const others = await Commission.findAll({ where: { reversesId: original.id, id: { [Op.ne]: back.id } } });
  if (others.length === 0) return original.undone;
  return base === 0n ? 0 : Number((-back.amount + base - 1n) / base);
}
