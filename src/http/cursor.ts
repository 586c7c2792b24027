import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { secretFor } from '../../config/secrets.js';
import { Refusal } from '../core/errors.js';

/** Where a page of a list ended: the sort it was in, and the last row's value of it and id. */
export interface Place {
  list: string;
  sort: string;
  value: string;
  id: number;
}

const place = z.strictObject({ list: z.string(), sort: z.string(), value: z.string(), id: z.number() });

/** Opaque to callers, and signed, so that only places we named ever reach a query. */
export function cursorOf(at: Place): string {
  const text = Buffer.from(JSON.stringify(at)).toString('base64url');
  return `${text}.${signatureOf(text)}`;
}

/** The place a cursor names; refused when it is not ours, or of another list or sort. */
export function placeOf(cursor: string, { list, sort }: Pick<Place, 'list' | 'sort'>): Place {
  const [text = '', signature = ''] = cursor.split('.');
  const expected = signatureOf(text);
  const isOurs = signature.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  if (!isOurs) throw notAPlace();
  const found = place.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  if (found.list !== list || found.sort !== sort) throw notAPlace();
  return found;
}

const notAPlace = (): Refusal =>
  new Refusal('malformed', 'after: is not a cursor of this list and sort.', {
    faults: [{ path: ['after'], code: 'unknown_cursor', message: 'is not a cursor of this list and sort' }],
  });

const signatureOf = (text: string): string =>
  createHmac('sha256', secretFor('cursor')).update(text).digest('base64url').slice(0, 22);
