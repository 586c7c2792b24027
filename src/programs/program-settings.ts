import { z } from 'zod';

const days = (least: number, most: number) => z.int('is a whole number of days').min(least).max(most);

/** What an owner can set for a program, with the value that holds until he does. */
const settings = {
  /** How long after a click or code a sale still counts for whoever brought the customer. */
  attribution_window_days: days(30, 180).default(180),
  /** Which of several clicks of one kind wins. */
  attribution_click: z.enum(['last', 'first']).default('last'),
  /** Commissions are never approved by themselves before a buyer's right to return has ended. */
  refund_window_days: days(0, 365).default(14),
  /** Bookings cancelled within it are refunded in full. */
  cooling_off_days: days(0, 365).default(14),
  /** Members are distributors from joining, without an application. */
  auto_distributor: z.boolean().default(false),
  /** The member under whom people stand who sign up without a code; without one they become no members. */
  default_sponsor_id: z.int().positive().nullable().default(null),
  /** Whether visitors can sign up by themselves. */
  open_sign_up: z.boolean().default(true),
  /** Runs that need no review are posted as soon as they are computed. */
  auto_post: z.boolean().default(false),
};

/** As an owner sends them: unknown keys are refused. */
export const programSettings = z.strictObject(settings);

/** As they are stored: keys that a later version dropped are passed over. */
export const storedSettings = z.object(settings);

export type ProgramSettings = z.output<typeof programSettings>;
