import { z } from 'zod';

const days = (least: number, most: number) => z.int('is a whole number of days').min(least).max(most);

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is a time such as 09:00');

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
  /** A plan under which a sale can cost more than this share of itself is warned of, in basis points. */
  high_payout_bp: z.int('is a whole number of basis points').min(1).max(10_000).default(5000),
  /** Leads are called from this time of their day until that one; from 00:00 until 24:00 is always. */
  calling_from: clockTime.default('09:00'),
  calling_until: clockTime.default('20:00'),
  /** Calls to one number in a day, whoever makes them. */
  calls_per_day: z.int('is a whole number of calls').min(1).max(100).default(3),
  /** The country of phone numbers that are written without one, as "IN"; null: by the program's currency. */
  phone_country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is a country code such as IN')
    .nullable()
    .default(null),
};

/** As an owner sends them: unknown keys are refused. */
export const programSettings = z.strictObject(settings);

/** As they are stored: keys that a later version dropped are passed over. */
export const storedSettings = z.object(settings);

export type ProgramSettings = z.output<typeof programSettings>;
