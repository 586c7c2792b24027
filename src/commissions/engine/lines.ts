/** What a line pays for or takes; in order of the alphabet, as lines are sorted. */
export const lineKinds = ['binary_match', 'direct_sale', 'instalment', 'level', 'pair', 'referral', 'tax'] as const;
export type LineKind = (typeof lineKinds)[number];

/** What a line comes from: a business day (counted from 1970), or the place of a member or sale in its columns. */
export const sourceTypes = ['day', 'member', 'sale'] as const;
export type SourceType = (typeof sourceTypes)[number];

/** Why a line is not what its base and quantity alone would make it. */
export const reasons = [
  'first_pair',
  'daily_cap',
  'monthly_cap',
  'lifetime_cap',
  'inactive_limit',
  'inactive',
  'binary_inactive',
  'not_distributor',
  'refund',
  'undone',
] as const;
export type Reason = (typeof reasons)[number];

/** One source, one beneficiary, one level: the unit of rounding. Negative amounts take back or deduct. */
export interface Line {
  beneficiary: number;
  kind: LineKind;
  /** The level that is paid; 0 where there are no levels. */
  level: number;
  sourceType: SourceType;
  source: number;
  /** What a rate applied to, or the fixed amount of one unit. */
  base: bigint;
  quantity: number;
  amount: bigint;
  reasons?: readonly Reason[];
}

const kindCodes = Object.fromEntries(lineKinds.map((kind, code) => [kind, code])) as Record<LineKind, number>;
const sourceCodes = Object.fromEntries(sourceTypes.map((type, code) => [type, code])) as Record<SourceType, number>;

/** The lines of a computation as growing columns, in the order they came about. */
export class Lines {
  length = 0;
  beneficiary = new Int32Array(1024);
  kind = new Uint8Array(1024);
  level = new Uint8Array(1024);
  sourceType = new Uint8Array(1024);
  source = new Int32Array(1024);
  base = new BigInt64Array(1024);
  quantity = new Float64Array(1024);
  amount = new BigInt64Array(1024);
  /** Bit n stands for `reasons[n]`. */
  reasons = new Uint16Array(1024);

  /** Adds a line and returns its place. */
  add(line: Line): number {
    if (this.length === this.kind.length) this.grow();
    const at = this.length++;
    this.beneficiary[at] = line.beneficiary;
    this.kind[at] = kindCodes[line.kind];
    this.level[at] = line.level;
    this.sourceType[at] = sourceCodes[line.sourceType];
    this.source[at] = line.source;
    this.base[at] = line.base;
    this.quantity[at] = line.quantity;
    this.amount[at] = line.amount;
    this.reasons[at] = line.reasons ? reasonBits(line.reasons) : 0;
    return at;
  }

  at(place: number): Line {
    return {
      beneficiary: this.beneficiary[place] ?? 0,
      kind: lineKinds[this.kind[place] ?? 0] ?? 'level',
      level: this.level[place] ?? 0,
      sourceType: sourceTypes[this.sourceType[place] ?? 0] ?? 'day',
      source: this.source[place] ?? 0,
      base: this.base[place] ?? 0n,
      quantity: this.quantity[place] ?? 0,
      amount: this.amount[place] ?? 0n,
      reasons: reasonsOf(this.reasons[place] ?? 0),
    };
  }

  private grow(): void {
    const size = Math.ceil(this.length * 1.6);
    this.beneficiary = longer(this.beneficiary, new Int32Array(size));
    this.kind = longer(this.kind, new Uint8Array(size));
    this.level = longer(this.level, new Uint8Array(size));
    this.sourceType = longer(this.sourceType, new Uint8Array(size));
    this.source = longer(this.source, new Int32Array(size));
    this.base = longer(this.base, new BigInt64Array(size));
    this.quantity = longer(this.quantity, new Float64Array(size));
    this.amount = longer(this.amount, new BigInt64Array(size));
    this.reasons = longer(this.reasons, new Uint16Array(size));
  }
}

export function reasonsOf(bits: number): Reason[] {
  return reasons.filter((_, bit) => (bits >>> bit) & 1);
}

export function reasonBits(given: readonly Reason[]): number {
  return given.reduce((bits, reason) => bits | (1 << reasons.indexOf(reason)), 0);
}

function longer<T extends { set(values: T): void }>(short: T, long: T): T {
  long.set(short);
  return long;
}
