import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { text } from '../core/parse.js';
import { z } from 'zod';

/** A telephone number as customers write it: E.164 where it says its country, else as written. */
export const contactPhone = text(40)
  .pipe(z.string().regex(/^[\d\s()+./-]*\d[\d\s()+./-]*$/, 'is not a telephone number'))
  .transform((written) => {
    const number = parsePhoneNumberFromString(written);
    return number?.isPossible() ? number.number : written;
  });
