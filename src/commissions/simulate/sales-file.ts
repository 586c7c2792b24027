import type { Network } from '../engine/network.js';
import { int, real, uint } from '../engine/columns.js';
import { gather } from '../engine/gather.js';
import { indexIds } from '../engine/id-index.js';
import { orderBy } from '../engine/order.js';
import { isSale } from '../engine/sales.js';
import type { Sales } from '../engine/sales.js';
import { none } from '../engine/tree.js';
import { mostRows, readCsv } from './csv-reader.js';
import type { Fields } from './csv-reader.js';
import { isEmpty } from './field.js';
import type { Field } from './field.js';
import { FieldRefused, readId, readInstant, readMinor } from './fields.js';
import { FileRefused } from './file-refused.js';
import { refuseAt } from './members-file.js';

const required = ['sale_id', 'member_id', 'seller_id', 'amount', 'volume', 'at'] as const;
type Column = (typeof required)[number] | 'refund_of';

/** Shorter than any valid row, in bytes. */
const shortestRow = 24;

/** In minor units; whatever a leg adds up to stays within 64 bits. */
const mostVolume = 9e18;

/** Sales as they stand in a file, with the line each row stood in. */
export interface SalesFile {
  sales: Sales;
  lines: Uint32Array;
}

/** Reads sales.csv into columns, members by their place in the network; refuses the first fault with its line. */
export function readSales(path: string, network: Network): SalesFile {
  const most = mostRows(path, shortestRow);
  const rows = emptyRows(most);
  const originalIds = new Float64Array(most);
  const lines = new Uint32Array(most);
  let [count, volume] = [0, 0];
  readCsv<Column>(path, { required, optional: ['refund_of'] }, (fields, line) => {
    lines[count] = line;
    refuseAt(path, line, () => {
      originalIds[count] = takeSale(rows, count, { fields, network });
      volume += Math.abs(Number(rows.volumes[count]));
      if (volume > mostVolume) throw new FieldRefused('volume', fields('volume'), 'makes the sum of all too large');
    });
    count++;
  });
  const sales = cut(rows, count);
  resolveRefunds(sales, originalIds, (row, reason) => {
    throw new FileRefused(path, lines[row] ?? 0, reason);
  });
  return { sales, lines: lines.subarray(0, count) };
}

/** Fills one row; returns the id of the sale it refunds, or `none`. */
function takeSale(
  sales: Sales,
  row: number,
  { fields, network }: { fields: Fields<Column>; network: Network },
): number {
  const original = isEmpty(fields('refund_of')) ? none : readId('refund_of', fields('refund_of'));
  const isRefund = original !== none;
  sales.ids[row] = readId('sale_id', fields('sale_id'));
  sales.buyers[row] = readMember('member_id', fields('member_id'), network);
  sales.sellers[row] = isEmpty(fields('seller_id')) ? none : readMember('seller_id', fields('seller_id'), network);
  sales.amounts[row] = readMinor('amount', fields('amount'), isRefund);
  sales.volumes[row] = readMinor('volume', fields('volume'), isRefund);
  sales.at[row] = readInstant('at', fields('at'));
  const positive = (sales.amounts[row] ?? 0n) > 0n || (sales.volumes[row] ?? 0n) > 0n;
  if (isRefund && positive) throw new FieldRefused('refund_of', fields('refund_of'), 'has a positive amount or volume');
  return original;
}

function readMember(column: string, field: Field, network: Network): number {
  const member = network.indexOf(readId(column, field));
  if (member === none) throw new FieldRefused(column, field, 'is not a member');
  return member;
}

type Refuse = (row: number, reason: string) => never;

/** Finds the sale of each refund by its id; no id may stand twice. */
function resolveRefunds(sales: Sales, originalIds: Float64Array, refuse: Refuse): void {
  const order = orderBy(sales.ids);
  const ids = gather(sales.ids, order);
  for (let place = 1; place < ids.length; place++) {
    if (ids[place] === ids[place - 1]) refuse(uint(order, place), `sale_id ${real(ids, place)} stands twice`);
  }
  const indexOf = indexIds(ids);
  for (let row = 0; row < sales.ids.length; row++) {
    const id = real(originalIds, row);
    if (id === none) continue;
    const place = indexOf(id);
    if (place === none) refuse(row, `refund_of ${id} is not a sale`);
    sales.refundOf[row] = uint(order, place);
    refuseOddRefund(row, { sales, originalIds, refuse });
  }
}

function refuseOddRefund(row: number, { sales, originalIds, refuse }: Refunding): void {
  const original = int(sales.refundOf, row);
  const id = real(sales.ids, original);
  if (originalIds[original] !== none) refuse(row, `refund_of ${id} is a refund itself`);
  if (sales.buyers[original] !== sales.buyers[row]) refuse(row, `refund_of ${id} is a sale of another member_id`);
}

interface Refunding {
  sales: Sales;
  originalIds: Float64Array;
  refuse: Refuse;
}

function emptyRows(most: number): Sales {
  return {
    ids: new Float64Array(most),
    buyers: new Int32Array(most),
    sellers: new Int32Array(most),
    amounts: new BigInt64Array(most),
    volumes: new BigInt64Array(most),
    at: new Float64Array(most),
    refundOf: new Int32Array(most).fill(isSale),
  };
}

function cut(sales: Sales, count: number): Sales {
  return {
    ids: sales.ids.subarray(0, count),
    buyers: sales.buyers.subarray(0, count),
    sellers: sales.sellers.subarray(0, count),
    amounts: sales.amounts.subarray(0, count),
    volumes: sales.volumes.subarray(0, count),
    at: sales.at.subarray(0, count),
    refundOf: sales.refundOf.subarray(0, count),
  };
}
