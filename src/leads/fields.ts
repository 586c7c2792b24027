import { z } from 'zod';
import { optionalText, text } from '../core/parse.js';
import { isTimeZone } from '../core/period.js';

// The fields of leads, as every door takes them.

export const leadName = text(200);

/** Kept in lower case. Looser than a person's own address: what a list holds is worth keeping if it may be one. */
export const leadEmail = optionalText(254)
  .transform((value) => value?.toLowerCase() ?? null)
  .refine((value) => value === null || /^[^\s@]+@[^\s@]+$/.test(value), 'is not an e-mail address');

/** As written; the program's country completes it. */
export const writtenPhone = optionalText(40);

export const leadTimeZone = z.string().max(60).refine(isTimeZone, 'is not a known time zone').nullish();

export const note = text(4000);
export const optionalNote = optionalText(4000);
/** Of stages, substages and dispositions. */
export const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not a key such as follow_up');
