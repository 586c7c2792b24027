import type { FormFault } from './attempt.js';
import type { Say } from './say.js';
import type { TextKey } from './texts/en.js';

const texts: Readonly<Record<string, TextKey>> = {
  email: 'order.fields.email',
  phoneNumber: 'order.fields.phoneNumber',
  quantity: 'order.fields.quantity',
  productId: 'order.fields.productId',
};

/** What the order form says beside a field that was not taken. */
export function orderFieldText({ text }: Say, { field, code, isEmpty }: FormFault): string {
  if (field === 'email' && code === 'required') return text('order.fields.reach');
  if (isEmpty && field !== 'quantity') return text('order.fields.missing');
  return text(texts[field] ?? 'order.fields.other');
}
