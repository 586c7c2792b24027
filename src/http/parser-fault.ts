import { Refusal } from '../core/errors.js';

const known: Readonly<Record<string, () => Refusal>> = {
  'entity.too.large': () => new Refusal('too_large', 'The body is larger than this door takes.'),
  'parameters.too.many': () => new Refusal('too_large', 'The form has too many fields.'),
  'encoding.unsupported': () => new Refusal('unsupported_media_type', 'This content encoding is not supported.'),
  'charset.unsupported': () => new Refusal('unsupported_media_type', 'Send the body as UTF-8.'),
  'entity.parse.failed': () => new Refusal('malformed', 'The body is not valid JSON.'),
};

interface ParserFault extends Error {
  status: number;
  type?: string;
}

/** What Express and its body parsers could not read, as a refusal; undefined for everything else. */
export function refusalOfParser(fault: unknown): Refusal | undefined {
  if (!isParserFault(fault)) return undefined;
  return known[fault.type ?? '']?.() ?? new Refusal('malformed', 'The request cannot be read.');
}

const isParserFault = (fault: unknown): fault is ParserFault =>
  fault instanceof Error && !(fault instanceof Refusal) && 'status' in fault && Number(fault.status) < 500;
