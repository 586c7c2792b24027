import { formatAmount } from '../../core/money.js';

/** How many of a run's largest lines are kept with its totals. */
const kept = 20;

/** One of the largest lines of a run; money as decimal text. */
export interface TopLine {
  line: number;
  memberId: number;
  kind: string;
  amount: string;
}

interface Entry extends Omit<TopLine, 'amount'> {
  minor: bigint;
}

/** The largest lines as they are written, so that nobody has to look for them; of equal ones the first. */
export class TopLines {
  private readonly entries: Entry[] = [];
  private least = 0n;

  add(minor: bigint, line: number, memberId: number, kind: string): void {
    if (minor <= this.least) return;
    const place = this.entries.findIndex((entry) => entry.minor < minor);
    this.entries.splice(place === -1 ? this.entries.length : place, 0, { line, memberId, kind, minor });
    if (this.entries.length > kept) this.entries.pop();
    if (this.entries.length === kept) this.least = this.entries.at(-1)?.minor ?? 0n;
  }

  get lines(): TopLine[] {
    return this.entries.map(({ minor, ...line }) => ({ ...line, amount: formatAmount(minor) }));
  }
}
