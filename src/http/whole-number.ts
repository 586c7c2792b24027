import { z } from 'zod';

const digits = z
  .string()
  .regex(/^\d{1,9}$/, 'is not a whole number')
  .transform(Number);

/** A count, also as a query string says it: digits and nothing else, so neither `1e3` nor `0x10` nor ` 5 `. */
export const wholeNumber = (min: number, max: number) =>
  z.union([z.number().int(), digits]).pipe(z.number().min(min).max(max));
