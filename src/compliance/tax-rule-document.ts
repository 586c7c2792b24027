import { z } from 'zod';
import { amount } from '../core/money.js';
import { parse } from '../core/parse.js';
import type { TaxRule } from './withholding.js';

const rateBp = z.int().min(0).max(10_000, 'a rate over 100 %');

/** A tax rule as it stands in `config/tax-rules.json`, the seed of the rows; amounts are decimal strings. */
export const taxRuleDocument = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'is not a key'),
    section: z.string().min(1).max(60),
    at: z.enum(['credit', 'payout']),
    rate_bp: rateBp,
    rate_without_pan_bp: rateBp,
    annual_threshold: amount.nullable(),
    basis: z.enum(['payment', 'year', 'excess']),
    ceiling: amount.nullable(),
    effective_from: z.iso.date(),
    effective_until: z.iso.date().nullable(),
  })
  .transform((rule): TaxRule => ({
    key: rule.key,
    section: rule.section,
    at: rule.at,
    rateBp: rule.rate_bp,
    rateWithoutPanBp: rule.rate_without_pan_bp,
    annualThreshold: rule.annual_threshold,
    basis: rule.basis,
    ceiling: rule.ceiling,
    effectiveFrom: rule.effective_from,
    effectiveUntil: rule.effective_until,
  }));

/** Reads a list of tax rules, or refuses with every fault and its path. */
export const parseTaxRules = (document: unknown): TaxRule[] => parse(z.array(taxRuleDocument), document);
