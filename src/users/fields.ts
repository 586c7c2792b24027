import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { roleNames } from '../core/actor.js';
import { optionalText, text } from '../core/parse.js';
import { languages } from './user.js';

// The fields of people, as every door takes them.

/** Letters, digits and `_ . @ + -`; one that looks like an address or a phone number could pass for somebody else. */
export const username = text(150).pipe(
  z
    .string()
    .regex(/^[\p{L}\p{N}_.@+-]+$/u, 'has other signs than letters, digits and _ . @ + -')
    .regex(/^[^@+]/, 'starts with @ or +'),
);

/** Kept as typed: no trimming, and no rule but length. */
export const password = z
  .string()
  .min(8, 'is shorter than 8 characters')
  .max(200)
  .refine((value) => !value.includes('\0'), 'has characters that cannot be stored');

/** An international phone number, kept as E.164. */
export const phone = text(40).transform((value, context) => {
  const number = parsePhoneNumberFromString(value);
  if (number?.isPossible()) return number.number;
  context.addIssue({ code: 'custom', message: 'is not a phone number with its country code, such as +91 98765 43210' });
  return z.NEVER;
});

export const firstName = optionalText(100);
export const lastName = optionalText(100);
/** For changes, where left out means unchanged and empty means none. */
export const nameOrNone = z.union([z.literal('').transform(() => null), text(100)]);
export const language = z.enum(languages);
export const role = z.enum(roleNames);
