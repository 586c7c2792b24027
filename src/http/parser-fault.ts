import { Refusal } from '../core/errors.js';

const known: Readonly<Record<string, () => Refusal>> = {
  'entity.too.large': () => new Refusal('too_large', 'The body is larger than this door takes.'),
  'parameters.too.many': () => new Refusal('too_large', 'The form has too many fields.'),
  'encoding.unsupported': () => new Refusal('unsupported_media_type', 'This content encoding is not supported.'),
  'charset.unsupported': () => new Refusal('unsupported_media_type', 'Send the body as UTF-8.'),
  'entity.parse.failed': () => new Refusal('malformed', 'The body is not valid JSON.'),
};

/** What Express and its body parsers could not read, as a refusal; undefined for everything else. */
export function refusalOfParser(fault: unknown): Refusal | undefined {
  if (fault instanceof Refusal || !(fault instanceof Error) || !('status' in fault)) return undefined;
  const named = 'type' in fault ? known[String(fault.type)]?.() : undefined;
  if (named) return named;
  const isOurs = typeof fault.status !== 'number' || fault.status >= 500;
  return isOurs ? undefined : new Refusal('malformed', 'The request cannot be read.');
}
