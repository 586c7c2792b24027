import { z } from 'zod';
import { parse } from '../core/parse.js';
import { isTimeZone } from '../core/period.js';
import { binaryPart, levelsPart, ranksPart, referralPart, sellerPart } from './pay-rules.js';
import { approvalPart, ordersPart, payoutPart, placementPart } from './plan-parts.js';

/**
 * One plan as a JSON document: what a program pays, when, and within which limits. Money and volume are decimal
 * strings, rates basis points; keys that are not listed are refused with their path.
 */
export const planDocument = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    currency: z.string().regex(/^[A-Z]{3}$/, 'is a currency code such as USD'),
    time_zone: z.string().refine(isTimeZone, 'is not a known time zone'),
    seller: sellerPart.optional(),
    levels: levelsPart.optional(),
    referral: referralPart.optional(),
    binary: binaryPart.optional(),
    ranks: ranksPart.optional(),
    placement: placementPart.optional(),
    approval: approvalPart.optional(),
    /** Keys of tax rules; the rules themselves are rows with effective dates. */
    withholding: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'is not a key')).default([]),
    orders: ordersPart.optional(),
    payout: payoutPart.optional(),
  })
  .superRefine((plan, context) => {
    refuseOverpay(plan, context);
    refuseUnknownRanks(plan, context);
    const twice = plan.withholding.findIndex((key, index) => plan.withholding.indexOf(key) < index);
    if (twice >= 0) context.addIssue({ code: 'custom', path: ['withholding', twice], message: 'is listed twice' });
  });

/** A plan as rules read it: the document's own names, money and volume in minor units, defaults filled in. */
export type Plan = z.output<typeof planDocument>;
export type BinaryRules = NonNullable<Plan['binary']>;
export type LevelRules = NonNullable<Plan['levels']>;
export type RankRules = NonNullable<Plan['ranks']>;

/** Reads a document, or refuses with every fault and its path. */
export const parsePlan = (document: unknown): Plan => parse(planDocument, document);

interface Refusals {
  addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string }): void;
}

function refuseOverpay({ seller, levels }: Pick<Plan, 'seller' | 'levels'>, context: Refusals): void {
  const sum = levels?.rates_bp?.reduce((total, rate) => total + rate, seller?.rate_bp ?? 0) ?? 0;
  if (sum <= 10_000) return;
  const message = `seller and levels give away ${sum / 100} % of a sale, which is over 100 %`;
  context.addIssue({ code: 'custom', path: ['levels', 'rates_bp'], message });
}

function refuseUnknownRanks({ levels, binary, ranks }: Pick<Plan, 'levels' | 'binary' | 'ranks'>, context: Refusals) {
  const known = new Set(ranks?.paid_as_by.map(({ name }) => name));
  const check = (name: string | null, path: PropertyKey[]) => {
    if (name === null || known.has(name)) return;
    context.addIssue({ code: 'custom', path, message: `there is no rank "${name}" in ranks.paid_as_by` });
  };
  levels?.min_rank?.forEach((name, index) => check(name, ['levels', 'min_rank', index]));
  for (const name of Object.keys(binary?.cap?.by_rank ?? {})) check(name, ['binary', 'cap', 'by_rank', name]);
}
