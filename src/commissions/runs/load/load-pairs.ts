import type { Client } from 'pg';
import { businessDay } from '../../../core/period.js';
import { int, minor } from '../../engine/columns.js';
import { reasonBit } from '../../engine/lines.js';
import type { Line } from '../../engine/lines.js';
import type { Network } from '../../engine/network.js';
import type { Sales } from '../../engine/sales.js';
import { copyOut } from '../copy/copy-out.js';
import type { Fields } from '../copy/fields.js';
import { none } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import { withTakenOff } from './load-taken-off.js';
import { pairsFoundSql, sqlMoment } from './sources.js';
import type { RunPlace } from './sources.js';

type Moved = Pick<Sales, 'volumes' | 'buyers' | 'sellers'>;

/** More members than this are found faster by reading all pairs. */
const fewMembers = 20_000;

/**
 * Pairs of earlier runs, each member's oldest first, of everybody above whom volume goes back in this run: only they
 * may have pairs to undo; each is followed by what was taken off it. What was undone or taken back before is left out
 * of quantity and amount. A run that is computed again knows the pairs of those who had some undone.
 */
export async function loadPairs(
  client: Client,
  scope: RunScope,
  { network, sales, since: [first] }: { network: Network; sales: Moved; since: readonly RunPlace[] },
): Promise<Line[]> {
  if (first) {
    const pairs = await readPairs(client, againSql(first), network);
    return withTakenOff(client, scope, { pairs, network, ids: membersOf(pairs, network) });
  }
  return loadStanding(client, scope, { network, above: membersAboveRefunds(network, sales), found: [] });
}

/**
 * Pairs of earlier runs, of everybody named, as they stood when a time began that runs have counted since: the first
 * of those that undid some of a member's had found all of them.
 */
export async function loadPairsBefore(
  client: Client,
  scope: RunScope,
  { network, above, since }: { network: Network; above: ReadonlySet<number>; since: readonly RunPlace[] },
): Promise<Line[]> {
  const found = since.length > 0 ? await readPairs(client, foundPairsSql(scope, since), network) : [];
  return loadStanding(client, scope, { network, above, found });
}

interface Standing {
  network: Network;
  /** Whose pairs are read. */
  above: ReadonlySet<number>;
  /** What is known already, of some of them; nothing else is read of those. */
  found: readonly Line[];
}

async function loadStanding(client: Client, scope: RunScope, { network, above, found }: Standing): Promise<Line[]> {
  const { binary } = scope.plan.document;
  if (above.size === 0 || !binary) return [];
  const ids = above.size > fewMembers ? null : idsOf(above, network);
  const pairs = found.filter(({ beneficiary }) => above.has(beneficiary)).map((line) => ({ ...line, reasons: 0 }));
  const known = new Set(found.map(({ beneficiary }) => beneficiary));
  await copyOut(client, pairsSql(scope, ids), (fields) => {
    const line = read(fields, scope, network);
    if (line && above.has(line.beneficiary) && !known.has(line.beneficiary)) pairs.push(line);
  });
  if (binary.unpaid_first) markFirst(pairs);
  return withTakenOff(client, scope, { pairs, network, ids });
}

const membersOf = (pairs: readonly Line[], network: Network): number[] =>
  idsOf(new Set(pairs.map(({ beneficiary }) => beneficiary)), network);

const againSql = ({ runId, fence }: RunPlace): string =>
  `SELECT member_id, day - date '1970-01-01', quantity, base, amount, reasons FROM run_pairs
   WHERE run_id = ${runId} AND fence = ${fence} ORDER BY place`;

/** Of members whose pairs runs have undone since, all that had been formed before. */
const foundPairsSql = (scope: RunScope, since: readonly RunPlace[]): string => `
  SELECT member_id, day - date '1970-01-01', quantity, base, amount, reasons FROM (${pairsFoundSql(scope, since)}) AS found
  ORDER BY member_id, day, place`;

async function readPairs(client: Client, sql: string, network: Network): Promise<Line[]> {
  const lines: Line[] = [];
  await copyOut(client, sql, (fields) => {
    const beneficiary = network.indexOf(fields.id());
    if (beneficiary === none) return;
    const source = fields.integer();
    const [quantity, base, amount] = [fields.integer(), fields.minor(), fields.minor()];
    lines.push({ ...pairLine, beneficiary, source, quantity, base, amount, reasons: fields.integer() });
  });
  return lines;
}

const pairLine = { kind: 'pair', level: 0, sourceType: 'day' } as const;

/** Everybody above whom volume goes back. */
export function membersAboveRefunds({ parents }: Network, { volumes, buyers, sellers }: Moved): Set<number> {
  const above = new Set<number>();
  for (let row = 0; row < volumes.length; row++) {
    if (minor(volumes, row) >= 0n) continue;
    const buyer = int(buyers, row);
    const member = buyer === none ? int(sellers, row) : buyer;
    if (member !== none) addAbove(member, parents, above);
  }
  return above;
}

/** Ends where somebody is known already: then everyone above is. */
function addAbove(member: number, parents: Int32Array, known: Set<number>): void {
  for (let above = int(parents, member); above !== none && !known.has(above); above = int(parents, above))
    known.add(above);
}

const idsOf = (members: ReadonlySet<number>, { ids }: Network): number[] => [...members].map((at) => ids[at] ?? none);

const pairsSql = ({ programId, from, earlierThan }: RunScope, memberIds: readonly number[] | null): string => `
  SELECT beneficiary_id, earned_at, quantity - undone,
    CASE WHEN status = 'rejected' THEN 0 ELSE base END,
    CASE WHEN status = 'rejected' THEN 0 ELSE amount - reversed_amount + coalesce((
      SELECT sum(amount) FROM commissions AS back WHERE back.reverses_id = pair.id), 0)::bigint END
  FROM commissions AS pair
  WHERE program_id = ${programId} AND kind = 'pair' AND reverses_id IS NULL AND quantity > undone
    AND (run_id < ${earlierThan} OR run_id IS NULL AND earned_at < ${sqlMoment(from)})
    ${memberIds === null ? '' : `AND beneficiary_id = ANY ('{${memberIds.join(',')}}'::bigint[])`}
  ORDER BY beneficiary_id, earned_at, id`;

function read(fields: Fields, { plan }: RunScope, network: Network): Line | undefined {
  const beneficiary = network.indexOf(fields.id());
  if (beneficiary === none) return undefined;
  const day = businessDay(new Date(fields.moment() / 1000), plan.document.time_zone);
  return {
    ...pairLine,
    beneficiary,
    source: Date.parse(day) / 86_400_000,
    quantity: fields.id(),
    base: fields.minor(),
    amount: fields.minor(),
    reasons: 0,
  };
}

/** A member's first pair ever used its volume and paid nothing. */
function markFirst(lines: Line[]): void {
  lines.forEach((line, index) => {
    if (lines[index - 1]?.beneficiary !== line.beneficiary) line.reasons = reasonBit.first_pair;
  });
}
