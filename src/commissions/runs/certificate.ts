import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { gather, gatherMinor } from '../engine/gather.js';
import type { Network } from '../engine/network.js';
import { orderBy } from '../engine/order.js';
import type { Sales } from '../engine/sales.js';
import type { Facts } from './facts.js';
import type { RunScope } from './run-scope.js';
import type { Segment } from './segments.js';

/** sha256 of what a run computed from, part by part, and of what it computed. */
export interface Certificate {
  /** Of the parts below. */
  inputs: string;
  rules: string;
  network: string;
  standing: string;
  sales: string;
  opening: string;
  lines: string;
  days: string;
  members: string;
}

export const inputParts = ['rules', 'network', 'standing', 'sales', 'opening'] as const;
export type InputHashes = Pick<Certificate, 'inputs' | (typeof inputParts)[number]>;

type Column = Float64Array | Int32Array | Int8Array | Uint8Array | BigInt64Array;

/** The same facts give the same hashes, whatever the order in which rows were read. */
export function certifyInputs(facts: Facts, scope: RunScope, segments: readonly Segment[]): InputHashes {
  const parts = {
    rules: sha256(canonicalJson(rulesOf(scope))),
    network: hashNetwork(facts.network),
    standing: hashStanding(facts, segments),
    sales: hashSales(facts.sales, facts.network),
    opening: hashOpening(facts),
  };
  return { inputs: sha256(Object.values(parts).join()), ...parts };
}

const rulesOf = ({ kind, from, until, eventsFrom, plan, taxRules, memberId }: RunScope) => ({
  kind,
  from: from.toISOString(),
  until: until.toISOString(),
  eventsFrom: eventsFrom?.toISOString() ?? null,
  plan: plan.document,
  taxRules,
  memberId,
});

function hashNetwork(network: Network): string {
  const hash = createHash('sha256');
  take(hash, network.ids);
  take(hash, gather(network.ids, network.sponsors));
  take(hash, gather(network.ids, network.parents));
  take(hash, network.slots);
  take(hash, network.joinedAt);
  take(hash, network.activatedAt);
  return hash.digest('hex');
}

function hashStanding({ people, earlierVolume }: Facts, segments: readonly Segment[]): string {
  const hash = createHash('sha256');
  for (const { from, inactive, suspended, closed, distributors, paidAs, capRanks } of segments) {
    hash.update(`${from}`);
    for (const column of [inactive, suspended, closed, distributors, paidAs]) take(hash, column);
    if (capRanks) take(hash, capRanks);
  }
  for (const column of [people.withoutPan, earlierVolume]) take(hash, column);
  return hash.digest('hex');
}

function hashSales(sales: Sales, network: Network): string {
  const hash = createHash('sha256');
  const order = orderBy(sales.ids);
  for (const column of [sales.ids, sales.at, sales.refundOf]) take(hash, gather(column, order));
  for (const column of [sales.buyers, sales.sellers]) take(hash, gather(network.ids, gather(column, order)));
  for (const column of [sales.amounts, sales.volumes]) take(hash, gatherMinor(column, order));
  return hash.digest('hex');
}

/**
 * What stood in wallets and bookings is hashed with the members whose pairs it could change; nobody else's is kept. So it
 * is with pairs that refunds might have undone, and with what a financial year came to: they show in the lines.
 */
function hashOpening({ opening, network }: Facts): string {
  const hash = createHash('sha256');
  const { carryLeft, carryRight, windowKey, windowPairs, binaryActive, ages } = opening;
  for (const column of [carryLeft, carryRight, opening.pairs, windowKey, windowPairs, binaryActive]) take(hash, column);
  const aged = [...ages].map(([member, kept]) => [network.ids[member], kept] as const);
  hash.update(canonicalJson([aged.sort(([a = 0], [b = 0]) => a - b), []]));
  return hash.digest('hex');
}

/** Columns are told apart by their place and length; one that is not there counts too. */
function take(hash: Hash, column: Column | undefined): void {
  hash.update(`\n${column?.length ?? 'none'}\n`);
  if (column) hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON with sorted keys; a bigint stands as its digits. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}`;
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
