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
import { sqlMoment } from './sources.js';
import type { RunPlace } from './sources.js';

type Moved = Pick<Sales, 'volumes' | 'buyers' | 'sellers'>;

/** More members than this are found faster by reading all pairs. */
const fewMembers = 20_000;

/**
 * Pairs of earlier runs, each member's oldest first, of everybody above whom volume goes back in this run: only they
 * may have pairs to undo; each is followed by what was taken off it. What was undone or taken back before is left out of quantity and amount. A run that is
 * computed again knows the pairs of those who had some undone.
 */
export async function loadPairs(
  client: Client,
  scope: RunScope,
  { network, sales, since: [first] }: { network: Network; sales: Moved; since: readonly RunPlace[] },
): Promise<Line[]> {
  if (first) {
    const pairs = await readAgain(client, first, network);
    return withTakenOff(client, scope, { pairs, network, ids: membersOf(pairs, network) });
  }
  const above = membersAboveRefunds(network, sales);
  if (above.size === 0 || !scope.plan.document.binary) return [];
  const ids = above.size > fewMembers ? null : idsOf(above, network);
  const pairs: Line[] = [];
  await copyOut(client, pairsSql(scope, ids), (fields) => {
    const line = read(fields, scope, network);
    if (line && above.has(line.beneficiary)) pairs.push(line);
  });
  if (scope.plan.document.binary.unpaid_first) markFirst(pairs);
  return withTakenOff(client, scope, { pairs, network, ids });
}

const membersOf = (pairs: readonly Line[], network: Network): number[] =>
  idsOf(new Set(pairs.map(({ beneficiary }) => beneficiary)), network);

const againSql = ({ runId, fence }: RunPlace): string =>
  `SELECT member_id, day - date '1970-01-01', quantity, base, amount, reasons FROM run_pairs
   WHERE run_id = ${runId} AND fence = ${fence} ORDER BY place`;

async function readAgain(client: Client, place: RunPlace, network: Network): Promise<Line[]> {
  const lines: Line[] = [];
  await copyOut(client, againSql(place), (fields) => {
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

const pairsSql = ({ programId, from, runId }: RunScope, memberIds: readonly number[] | null): string => `
  SELECT beneficiary_id, earned_at, quantity - undone,
    CASE WHEN status = 'rejected' THEN 0 ELSE base END,
    CASE WHEN status = 'rejected' THEN 0 ELSE amount - reversed_amount + coalesce((
      SELECT sum(amount) FROM commissions AS back WHERE back.reverses_id = pair.id), 0)::bigint END
  FROM commissions AS pair
  WHERE program_id = ${programId} AND kind = 'pair' AND reverses_id IS NULL AND quantity > undone
    AND (run_id < ${runId} OR run_id IS NULL AND earned_at < ${sqlMoment(from)})
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
