import { z } from 'zod';
import { Invalid, invalidField } from '../core/errors.js';
import { amount } from '../core/money.js';
import { parse, text } from '../core/parse.js';

export const postbackStatuses = ['lead', 'sale', 'rejected', 'rebill'] as const;
export type PostbackStatus = (typeof postbackStatuses)[number];

type Query = Readonly<Record<string, unknown>>;

const fields = z.object({
  click_id: text(64),
  tid: z.union([z.literal(''), text(200)]).default(''),
  payout: z.union([z.literal('').transform(() => null), amount]).default(null),
  currency: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'is not a currency')
    .optional(),
});

/** What a tracker's query string says: which click, what became of it, and what it is worth. */
export function readPostback(query: Query) {
  const clickId = query['click_id'] ?? query['subid'];
  if (clickId === undefined) throw new Invalid([{ path: ['click_id'], code: 'required', message: 'is missing' }]);
  const { click_id, ...told } = parse(fields, { ...query, click_id: clickId });
  return { clickId: click_id, ...told, status: statusIn(query) };
}

/** Each tracker has words of its own; `lead_status=reg,wait&sale_status=billed` in the address says what they mean. */
function statusIn(query: Query): PostbackStatus {
  const word = wordsIn(query['status'])[0] ?? '';
  const meant = postbackStatuses.find((status) => wordsIn(query[`${status}_status`]).includes(word));
  const status = meant ?? postbackStatuses.find((known) => known === word);
  if (!status) throw invalidField('status', 'is none of lead, sale, rejected, rebill, nor mapped to one', 'unknown');
  return status;
}

const wordsIn = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(',').map((word) => word.trim().toLowerCase()) : [];
