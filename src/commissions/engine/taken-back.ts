import { int, minor } from './columns.js';
import type { Credits } from './credits.js';
import type { Stream } from './chronology.js';
import type { Matching } from './matching.js';
import { orderBy } from './order.js';

/** What refunds took back of lines that were credited before the computation begins; columns by row. */
export interface TakenBack {
  at: Float64Array;
  members: Int32Array;
  /** What the members lost, net of deductions given back; above zero. */
  net: BigInt64Array;
  /** What leaves the totals of one financial year: gross, and taxes by the places of their rules in the plan. */
  gross: BigInt64Array;
  taxes: readonly BigInt64Array[];
  financialYear: number;
}

/** Each at its moment: whoever was stopped by what he had been credited may form pairs again. */
export function takesBack(taken: TakenBack | undefined, credits: Credits, matching: Matching | undefined): Stream[] {
  if (!taken) return [];
  const happen = (row: number): void => {
    const member = int(taken.members, row);
    const taxes = taken.taxes.map((tax) => minor(tax, row));
    const [gross, net] = [minor(taken.gross, row), minor(taken.net, row)];
    credits.takeBack(member, { gross, taxes, net, financialYear: taken.financialYear });
    matching?.touch(member);
  };
  return [{ order: orderBy(taken.at), at: taken.at, happen }];
}
