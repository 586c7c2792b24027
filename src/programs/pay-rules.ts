import { z } from 'zod';
import { amount } from '../core/money.js';

const positiveAmount = amount.refine((minor) => minor > 0n, 'must be more than zero');
const rateBp = z.int('a rate is a whole number of basis points').min(0).max(10_000, 'a rate over 100 %');
const count = (what: string) => z.int(`${what} is a whole number`).min(1, `${what} is at least 1`);
const capPairs = z
  .int('a cap is a whole number of pairs')
  .min(1, 'a cap of zero stops every pair; leave it out instead');
const rankName = z.string().min(1).max(60);

/** A share of each sale to whoever sold it. */
export const sellerPart = z.strictObject({ rate_bp: rateBp });

/** A fixed bonus to the sponsor when a member is activated below him. */
export const referralPart = z.strictObject({ amount: positiveAmount });

/** Pay to the members above, level by level; level 1 is the first above the member where levels start. */
export const levelsPart = z
  .strictObject({
    /** The name the lines carry. */
    kind: z.enum(['level', 'binary_match']).default('level'),
    /** Where levels start: at the buyer or at the seller, who is never paid by this rule. */
    from: z.enum(['buyer', 'seller']).default('buyer'),
    tree: z.enum(['placement', 'sponsor']),
    on: z.array(z.enum(['referral', 'purchase'])).min(1, 'name at least one of referral and purchase'),
    amounts: z.array(amount).min(1).max(100).optional(),
    rates_bp: z.array(rateBp).min(1).max(100).optional(),
    /** Who is passed over without using up a level: nobody; the inactive; the inactive and those below `min_rank`. */
    compression: z.enum(['none', 'standard', 'dynamic']).default('none'),
    /** The lowest rank each level pays, in order of levels; null asks for none. */
    min_rank: z.array(rankName.nullable()).optional(),
  })
  .superRefine(({ amounts, rates_bp, min_rank = [] }, context) => {
    const refuse = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
    if (amounts && rates_bp) refuse('rates_bp', 'overlaps with amounts: each level is one or the other');
    const paid = amounts ?? rates_bp;
    if (!paid) refuse('amounts', 'give amounts or rates_bp, one per level');
    else if (min_rank.length > paid.length)
      refuse('min_rank', `names more levels than the ${paid.length} that are paid`);
  })
  .superRefine(({ rates_bp, on }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['on'], message });
    if (rates_bp && on.includes('referral')) refuse('a join has no amount for rates_bp to apply to');
    if (new Set(on).size < on.length) refuse('names the same trigger twice');
  });

const cap = z.strictObject({
  pairs: capPairs,
  /** The calendar window of the plan's time zone in which formed pairs count, paid or not. */
  per: z.enum(['day', 'month', 'lifetime']),
  /** Another number of pairs for members of a rank. */
  by_rank: z.record(rankName, capPairs).optional(),
});

const instalment = z.strictObject({
  from_pair: count('from_pair'),
  rate_bp: rateBp,
  when: z.enum(['not_active_buyer', 'active_buyer']),
  /** Waive what no open instalment is waiting for; otherwise it stays in the member's reserve. */
  only_if_due: z.boolean().default(false),
  /** Days without an open instalment plan after which the reserve is released. */
  release_after_days: count('release_after_days').default(90),
});

const matching = {
  /** Paid for one pair. */
  amount: positiveAmount,
  /** Pairs are formed once this many activated members sponsored by the owner stand below him; then for good. */
  activation: z.strictObject({ directs: count('directs') }).optional(),
  /** The first pair ever uses its volume and pays nothing. */
  unpaid_first: z.boolean().default(false),
  cap: cap.optional(),
  on_cap: z.enum(['carry', 'flush']).default('carry'),
  at_period_end: z.enum(['carry', 'flush', 'expire']).default('carry'),
  /** With `expire`: volume is lost at the end of the n-th month after the month it was added in. */
  expire_after: count('expire_after').max(120).optional(),
  /** Where a member who is not an Active Buyer stops: pairs formed ever, or money credited net of deductions. */
  inactive_limit: z.strictObject({ pairs: count('pairs'), net: positiveAmount }).optional(),
  instalment: instalment.optional(),
};

const byVolume = z.strictObject({ unit: z.literal('volume'), pair_value: positiveAmount, ...matching });
const byMembers = z.strictObject({
  unit: z.literal('members'),
  /** How many activated members of each leg make a pair, as a number or as digits. */
  pair_value: z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^\d{1,6}$/)
          .transform(Number),
      ],
      'is a whole number of members',
    )
    .pipe(count('pair_value').max(1_000_000))
    .transform(BigInt),
  ...matching,
});

/** Pays for pairs of volume, or of activated members, from the left and the right leg. */
export const binaryPart = z.discriminatedUnion('unit', [byVolume, byMembers]).superRefine((binary, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['expire_after'], message });
  const expires = binary.at_period_end === 'expire';
  if (expires && binary.expire_after === undefined) refuse('say after how many months volume expires');
  if (!expires && binary.expire_after !== undefined) refuse('is only read with at_period_end: expire');
});

const rank = z
  .strictObject({
    name: rankName,
    /** Members below, over all levels of the plan's tree. */
    downline: count('downline').optional(),
    /** Members sponsored. */
    directs: count('directs').optional(),
    /** Own purchases, and purchases of everyone below; own volume is not group volume. */
    personal_volume: positiveAmount.optional(),
    group_volume: positiveAmount.optional(),
    /** The largest leg's part of the group volume is at most this. */
    largest_leg_max_bp: rateBp.optional(),
  })
  .refine((rules) => Object.keys(rules).length > 1, 'asks for nothing');

/** Ranks from the lowest to the highest; a member is paid as the highest whose rules all hold. */
export const ranksPart = z
  .strictObject({
    tree: z.enum(['placement', 'sponsor']).default('placement'),
    /** Which sales count as volume: all up to the moment, or those of its business month. */
    volume_of: z.enum(['lifetime', 'month']).default('lifetime'),
    paid_as_by: z.array(rank).min(1).max(100),
  })
  .superRefine(({ paid_as_by }, context) => {
    const names = paid_as_by.map(({ name }) => name);
    const twice = names.findIndex((name, index) => names.indexOf(name) < index);
    if (twice >= 0)
      context.addIssue({ code: 'custom', path: ['paid_as_by', twice, 'name'], message: 'a rank named twice' });
  });
