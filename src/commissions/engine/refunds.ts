import { int, minor } from './columns.js';
import type { Credits } from './credits.js';
import { reasonBit } from './lines.js';
import { takenBack } from './refund.js';
import { isSale } from './sales.js';
import type { Sales } from './sales.js';

/** What a refund needs to know of the sale it takes back: which lines the sale made, and what was refunded before. */
interface Refunded {
  /** Places of the sale's lines; none until the sale has come. */
  first: number;
  end: number;
  total: bigint;
  financialYear: number;
  /** What each of its levels lost that found nobody to pay. */
  lost: readonly bigint[];
  /** Refunds that came before their sale. */
  parked: number[];
}

const notYet = -1;

/** Takes back the lines of refunded sales in the share of what was refunded. */
export class Refunds {
  /** Breakage of sales that was taken back with them. */
  breakageBack = 0n;
  /** Only sales that are refunded at some time. */
  private readonly refunded = new Map<number, Refunded>();

  constructor(
    private readonly sales: Sales,
    private readonly credits: Credits,
  ) {
    for (const original of sales.refundOf) {
      if (original < 0) continue;
      this.refunded.set(original, { first: notYet, end: notYet, total: 0n, financialYear: NaN, lost: [], parked: [] });
    }
  }

  /** Whether pairs may have to be undone at all. */
  get any(): boolean {
    return this.refunded.size > 0 || this.sales.refundOf.some((original) => original !== isSale);
  }

  /** Whether a sale is refunded at some time. */
  concern(sale: number): boolean {
    return this.refunded.has(sale);
  }

  /** Remembers what a sale made; returns the refunds that waited for it. */
  remember(sale: number, made: Pick<Refunded, 'first' | 'financialYear' | 'lost'>): number[] {
    const refunded = this.refunded.get(sale);
    if (!refunded) return [];
    Object.assign(refunded, made, { end: this.credits.lines.length });
    return refunded.parked;
  }

  /** Takes back what one refund asks for, and tells who is affected; false when its sale has not come yet. */
  takeBack(refund: number, affected: (member: number) => void): boolean {
    const refunded = this.refunded.get(this.sales.refundOf[refund] ?? isSale);
    if (!refunded) return true;
    if (refunded.first === notYet) {
      refunded.parked.push(refund);
      return false;
    }
    const amount = minor(this.sales.amounts, refund);
    const saleAmount = minor(this.sales.amounts, int(this.sales.refundOf, refund));
    const share = { saleAmount, before: refunded.total, after: refunded.total - amount };
    refunded.total -= amount;
    for (const lost of refunded.lost) this.breakageBack += takenBack(lost, share);
    for (let place = refunded.first; place < refunded.end; place++) {
      const line = this.credits.lines.at(place);
      const back = takenBack(line.amount, share);
      if (back === 0n) continue;
      this.credits.write({
        ...line,
        source: refund,
        base: -takenBack(line.base, share),
        amount: -back,
        reasons: reasonBit.refund,
      });
      this.credits.taxes.recordBack(line, back, refunded.financialYear);
      affected(line.beneficiary);
    }
    return true;
  }
}
