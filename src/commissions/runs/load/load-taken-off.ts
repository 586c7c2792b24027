import type { Client } from 'pg';
import { businessDay } from '../../../core/period.js';
import { portion } from '../../../core/money.js';
import type { Line } from '../../engine/lines.js';
import type { Network } from '../../engine/network.js';
import { copyOut } from '../copy/copy-out.js';
import type { Fields } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import { takenOffPairsSql } from './credits-sql.js';

/** What was taken off one line of pairs. */
interface TakenOff {
  /** What of the line was credited. */
  amount: bigint;
  instalment: bigint;
  /** By the places of their rules in the plan. */
  taxes: bigint[];
}

/** Puts after each line of pairs what was taken off it as it was credited, as far as that was not given back since. */
export async function withTakenOff(
  client: Client,
  scope: RunScope,
  { pairs, network, ids }: { pairs: readonly Line[]; network: Network; ids: readonly number[] | null },
): Promise<Line[]> {
  const { withholding, binary, time_zone: zone } = scope.plan.document;
  if (pairs.length === 0 || (withholding.length === 0 && !binary?.instalment)) return [...pairs];
  const stand = byName(pairs);
  const found = new Map([...stand].map(([name]): [string, TakenOff[]] => [name, []]));
  await copyOut(client, takenOffPairsSql(scope, withholding, ids), (fields) => {
    const member = network.indexOf(fields.id());
    const day = Date.parse(businessDay(new Date(fields.moment() / 1000), zone)) / 86_400_000;
    found.get(nameOf(member, day))?.push(read(fields, withholding.length));
  });
  for (const [name, count] of stand) found.set(name, standing(found.get(name) ?? [], count));
  return pairs.flatMap((pair) => {
    const taken = found.get(nameOf(pair.beneficiary, pair.source))?.shift();
    return taken ? [pair, ...linesOf(pair, taken)] : [pair];
  });
}

/** Of lines of one day, those that still stood: others were undone while they waited, and nothing was taken off them. */
function standing(lines: readonly TakenOff[], count: number): TakenOff[] {
  let gone = lines.length - count;
  return lines.filter(({ instalment, taxes }) => {
    const waited = instalment === 0n && taxes.every((tax) => tax === 0n);
    return !(waited && gone-- > 0);
  });
}

/** How many lines a member has of a day. */
function byName(pairs: readonly Line[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { beneficiary, source } of pairs) {
    const name = nameOf(beneficiary, source);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const nameOf = (member: number, day: number): string => `${member}/${day}`;

const read = (fields: Fields, keys: number): TakenOff => ({
  amount: fields.minor(),
  instalment: fields.minor(),
  taxes: Array.from({ length: keys }, () => fields.minor()),
});

function linesOf(pair: Line, { amount, instalment, taxes }: TakenOff): Line[] {
  const left = (part: bigint): bigint => (amount === 0n ? part : part - portion(part, amount - pair.amount, amount));
  const off = (kind: 'tax' | 'instalment', part: bigint, rule = 0): Line[] =>
    left(part) === 0n ? [] : [{ ...pair, kind, base: pair.amount, amount: -left(part), reasons: 0, rule }];
  return [...taxes.flatMap((tax, rule) => off('tax', tax, rule)), ...off('instalment', instalment)];
}
