import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/canonical-json.js';

/** The sha256 of a plan document: says whether two are the same, whatever the order of their keys. */
export const documentHash = (document: Record<string, unknown>): string =>
  createHash('sha256').update(canonicalJson(document)).digest('hex');
