import { formatAmount } from '../core/money.js';
import type { Plan } from './plan-document.js';
import type { PlanWarning } from './plan-warning.js';
import { lintRanks } from './rank-order.js';

/** Warnings about a plan; `mostPayoutBp` is the theoretical payout above which one is due. */
export function lintPlan(plan: Plan, mostPayoutBp = 5000): PlanWarning[] {
  return [
    ...payWithoutSale(plan),
    ...highPayout(plan, mostPayoutBp),
    ...activationWithoutVolume(plan),
    ...lintRanks(plan),
  ];
}

/** A plan that pays for people rather than for a confirmed sale of goods; publishing it needs its owner's word. */
export const paysForPeople = (plan: Plan): boolean => payWithoutSale(plan).length > 0;

/**
 * The most that one sale can cost as basis points of its amount, caps aside: the seller's and all levels' rates, and
 * for a binary by volume the pair's amount per volume of the weaker leg, for each member whose leg it completes.
 */
export function theoreticalPayoutBp({ seller, levels, binary }: Plan): number {
  const rates = (levels?.rates_bp ?? []).reduce((sum, rate) => sum + rate, seller?.rate_bp ?? 0);
  if (binary?.unit !== 'volume') return rates;
  return rates + Number((binary.amount * 10_000n) / binary.pair_value);
}

function payWithoutSale({ referral, levels, binary }: Plan): PlanWarning[] {
  const found: [unknown, string, string][] = [
    [referral, 'referral', 'the referral bonus'],
    [levels?.on.includes('referral'), 'levels.on', 'a join'],
    [binary?.unit === 'members', 'binary.unit', 'a pair of members'],
  ];
  return found
    .filter(([present]) => Boolean(present))
    .map(([, path, what]) => ({
      code: 'pays_without_sale',
      path,
      message: `${what} pays without any product sale: pay for people rather than for goods`,
      values: {},
    }));
}

function highPayout(plan: Plan, mostBp: number): PlanWarning[] {
  const payout = theoreticalPayoutBp(plan);
  const path = plan.binary?.unit === 'volume' ? 'binary.amount' : 'levels.rates_bp';
  const values = { payout: payout / 100, most: mostBp / 100 };
  const message = `a sale can cost ${values.payout} % of its volume, more than ${values.most} %`;
  const found = payout > mostBp ? [{ code: 'high_payout', path, message, values } as const] : [];
  return [...found, ...fixedPayout(plan, mostBp)];
}

/** Fixed amounts are paid however small a sale is: below some price they are more than the share allowed. */
function fixedPayout({ levels }: Plan, mostBp: number): PlanWarning[] {
  if (!levels?.amounts || !levels.on.includes('purchase')) return [];
  const sum = levels.amounts.reduce((total, amount) => total + amount, 0n);
  const values = { sum: formatAmount(sum), most: mostBp / 100, price: formatAmount((sum * 10_000n) / BigInt(mostBp)) };
  const message = `levels give away ${values.sum} of every sale: more than ${values.most} % of one under ${values.price}`;
  return sum > 0n ? [{ code: 'high_payout', path: 'levels.amounts', message, values }] : [];
}

/** Owners of pairs whose people did nothing but get active, and members who get active without buying. */
function activationWithoutVolume(plan: Plan): PlanWarning[] {
  const code = 'activation_without_volume';
  const found: PlanWarning[] = [];
  const { activation } = plan.binary ?? {};
  if (activation) {
    const message = `pairs begin after ${activation.directs} activated directs, whatever they or the owner sold`;
    found.push({ code, path: 'binary.activation', message, values: { directs: activation.directs } });
  }
  if (readsActivation(plan) && plan.orders?.activation_amount === 0n) {
    const message = 'members are activated without buying anything';
    found.push({ code, path: 'orders.activation_amount', message, values: {} });
  }
  return found;
}

const readsActivation = ({ referral, binary }: Plan): boolean =>
  referral !== undefined || binary?.unit === 'members' || binary?.inactive_limit !== undefined;
