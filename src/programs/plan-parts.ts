import { z } from 'zod';
import { amount } from '../core/money.js';

/** The parts of a plan document that orders, approval and payouts read; the parts that pay are in `pay-rules.ts`. */

const noNegative = (what: string) => z.int(`${what} is a whole number`).min(0, `${what} is never negative`);

/** When a pending line becomes an approved one. */
export const approvalPart = z.strictObject({
  /** Approve without a person once the holding time is over. */
  auto: z.boolean().default(false),
  hold_days: noNegative('the holding time in days').max(3650).default(0),
});

/** Bookings and what makes a buyer active. */
export const ordersPart = z.strictObject({
  /** The smallest first payment that books a product. */
  booking_min: amount.default(50_000n),
  /** Completed payments less refunds from which a member is activated, and so an Active Buyer. */
  activation_amount: amount.default(500_000n),
  /** Given once towards the booking on becoming an Active Buyer, never more than remains; 0.00 gives nothing. */
  activation_gift: amount.default(0n),
  /** What a cancellation after the cooling-off period keeps back as points. */
  keep_on_cancel: amount.default(500_000n),
  stock_hold_hours: noNegative('the stock hold in hours').default(24),
  expiry_days: noNegative('the expiry in days').default(30),
});

export const payoutPart = z.strictObject({
  minimum: amount.default(0n),
  kyc: z.boolean().default(true),
  /** Above this sum two different people approve; null asks for one only. */
  four_eyes_above: amount.nullable().default(null),
  fee: amount.default(0n),
});

/** The shape of a program's placement tree; read when its tree is made, a later plan never reshapes a tree. */
export const placementPart = z.strictObject({
  width: z.int().min(1).max(100).default(2),
  strategy: z.enum(['breadth_first', 'left_chain', 'right_chain', 'weaker_leg', 'manual']).default('breadth_first'),
});
