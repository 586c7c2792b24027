import { formatAmount } from '../../core/money.js';
import type { BinaryRules } from '../../programs/plan-document.js';
import { counted } from './phrase.js';
import type { Value } from './phrase.js';

/** What a leg holds or needs, in the words of its unit: volume as decimals, members as a number of them. */
export const inLeg = (rules: Pick<BinaryRules, 'unit'>, units: bigint): Value =>
  rules.unit === 'members' ? counted(Number(units), 'members') : formatAmount(units);

/** The same as a fact. */
export const asText = (rules: Pick<BinaryRules, 'unit'>, units: bigint): string =>
  rules.unit === 'members' ? units.toString() : formatAmount(units);

/** 250 basis points as "2.5". */
export const percent = (bp: number): string => String(bp / 100);

/** An amount times a rate with all its decimals, "1.6665". */
export function exactShare(base: bigint, rateBp: number): string {
  const product = base * BigInt(rateBp);
  const digits = (product < 0n ? -product : product).toString().padStart(7, '0');
  const text = `${digits.slice(0, -6)}.${digits.slice(-6).replace(/0+$/, '').padEnd(2, '0')}`;
  return product < 0n ? `-${text}` : text;
}
