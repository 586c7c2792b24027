import { randomInt } from 'node:crypto';

/** Without vowels and look-alikes, so that a code can be read out and never spells a word. */
const alphabet = 'BCDFGHJKMNPQRSTVWXZ23456789';

/** A short code that people pass on, such as a referral code: eight signs hold 38 bits. */
export const randomCode = (length = 8): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
