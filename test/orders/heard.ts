import { installConsequences } from '../../src/core/work.js';
import type { Event } from '../../src/core/events.js';

const heard: Event[] = [];

/** Listens to what orders and sales say inside their transactions, in place of whoever pays commissions. */
export function listenToOrders(): void {
  const note = async (_work: unknown, event: Event) => void heard.push(event);
  installConsequences({
    'order.placed': [note],
    'order.cancelled': [note],
    'sale.held': [note],
    'sale.confirmed': [note],
    'sale.refunded': [note],
  });
}

/** How often something was said of a sale. */
export const timesHeard = (type: Event['type'], saleId: number): number =>
  heard.filter((event) => event.type === type && 'saleId' in event && event.saleId === saleId).length;

export const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (fault: unknown) => (fault as { code: string }).code,
  );

/** The field that a refusal names. */
export const fieldOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (fault: unknown) => (fault as { details?: { faults?: { path: unknown[] }[] } }).details?.faults?.[0]?.path[0],
  );
