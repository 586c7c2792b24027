import { z } from 'zod';
import { Invalid } from './errors.js';

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
export const isClean = (value: string): boolean => !value.includes('\0') && !loneSurrogate.test(value);

/** Text of 1 to `max` characters: NFC, trimmed, no NUL and no half characters. */
export const text = (max: number) =>
  z
    .string()
    .max(max * 2)
    .refine(isClean, 'has characters that cannot be stored')
    .transform((value) => value.normalize('NFC').trim())
    .pipe(z.string().min(1, 'is empty').max(max));

/** Text that may be empty or left out; empty reads as null. */
export const optionalText = (max: number) =>
  z
    .string()
    .refine(isClean, 'has characters that cannot be stored')
    .transform((value) => value.normalize('NFC').trim())
    .pipe(z.string().max(max))
    .transform((value) => (value === '' ? null : value))
    .nullish()
    .transform((value) => value ?? null);

const notAnId = 'is not an id: a whole number above zero';

/** A row's identity: a positive whole number, as a JSON number or as decimal digits (paths, forms). */
export const id = z
  .union(
    [
      z.number().int(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ],
    { error: ({ input }) => (input === undefined ? 'is missing' : notAnId) },
  )
  .pipe(z.number().int().positive(notAnId).max(Number.MAX_SAFE_INTEGER, notAnId));

export const email = text(254)
  .transform((value) => value.toLowerCase())
  .pipe(z.email('is not an e-mail address'));

/** An RFC 3339 instant -> Date, of a year that people and the database count alike. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .refine((at) => at.getUTCFullYear() >= 1900 && at.getUTCFullYear() <= 9999, 'is not between the years 1900 and 9999');

/** An object of a partner's own: up to 50 keys of plain values, kept as they are. */
export const metadata = z
  .record(
    text(100),
    z.union([
      z.string().max(2000).refine(isClean, 'has characters that cannot be stored'),
      z.number(),
      z.boolean(),
      z.null(),
    ]),
  )
  .refine((value) => Object.keys(value).length <= 50, 'has more than 50 keys');

/** Reads input with a schema; refuses with every fault and its path. */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Invalid(parsed.error.issues.flatMap(toFaults));
}

function toFaults(issue: z.core.$ZodIssue) {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code !== 'unrecognized_keys') return [{ path, code: issue.code, message: inWords(issue.message) }];
  return issue.keys.map((key) => ({ path: [...path, key], code: 'unknown_key', message: 'is not a known field' }));
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  null: 'nothing',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'text',
};

/** What a schema without words of its own says of a value of another kind, as people say it. */
function inWords(message: string): string {
  const [, expected = '', received = ''] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? [];
  if (received === '') return message;
  if (received === 'undefined') return 'is missing';
  return `is ${kinds[received] ?? received}, and should be ${kinds[expected] ?? expected}`;
}
