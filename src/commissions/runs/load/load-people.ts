import type { Client } from 'pg';
import type { Network } from '../../engine/network.js';
import { copyOut } from '../copy/copy-out.js';
import { none } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import { creditedNet } from './earned-sql.js';
import { madeBy, openedAt, sqlMoment, within } from './sources.js';
import type { RunPlace } from './sources.js';

/** What some plans ask of members besides, as columns by member; only what this plan asks for. */
export interface LoadedPeople {
  withoutPan?: Uint8Array;
  /** Open instalments of bookings. */
  instalmentsDue?: BigInt64Array;
  /** Everything credited before the run, net of deductions. */
  creditedNet?: BigInt64Array;
}

const identifiedSql = (scope: RunScope): string =>
  `SELECT member_id FROM kyc_cases WHERE program_id = ${scope.programId} AND status = 'approved'
     AND decided_at < ${sqlMoment(scope.until)} ${within(scope, 'member_id')}`;

const dueSql = (scope: RunScope): string =>
  `SELECT customer_member_id, sum(total - paid)::bigint FROM orders
   WHERE program_id = ${scope.programId} AND is_booking AND status = 'active' AND customer_member_id IS NOT NULL
     ${within(scope, 'customer_member_id')} GROUP BY 1`;

const isCredited = (scope: RunScope): string =>
  `status IN ('approved', 'paid', 'reversed') AND decided_at <= ${openedAt(scope)}`;

// Event lines of the time itself are credited by the computation, and what refunds take back of any comes at its moment;
// what else happened to wallets in it is known before, and so are pairs that earlier runs formed in it for one member.
const netSql = (scope: RunScope): string =>
  `SELECT beneficiary_id, sum(CASE WHEN ${isCredited(scope)} THEN ${creditedNet('commissions')} ELSE amount - reversed_amount END)::bigint
   FROM commissions WHERE program_id = ${scope.programId} AND (status <> 'rejected' OR decided_at > ${openedAt(scope)})
     ${within(scope, 'beneficiary_id')}
     AND (earned_at < CASE WHEN kind = 'adjustment' THEN ${sqlMoment(scope.until)} ELSE ${sqlMoment(scope.from)} END
       OR kind = 'pair' AND ${madeBy('commissions')} < ${scope.earlierThan})
   GROUP BY 1`;

/** What a run that is computed again had found, of everybody whose pairs it could change. */
const foundSql = (column: 'opened_net' | 'opened_due', { part, runId, fence }: RunPlace): string =>
  `SELECT member_id, ${column} FROM run_members
   WHERE part = ${part} AND run_id = ${runId} AND fence = ${fence} AND ${column} IS NOT NULL`;

export async function loadPeople(
  client: Client,
  scope: RunScope,
  { network, since: [first] }: { network: Network; since: readonly RunPlace[] },
): Promise<LoadedPeople> {
  const { withholding, binary } = scope.plan.document;
  const sums = (column: 'opened_net' | 'opened_due', sql: string): Promise<BigInt64Array> =>
    readSums(client, first ? foundSql(column, first) : sql, network);
  return {
    ...(withholding.length > 0 ? { withoutPan: await loadWithoutPan(client, scope, network) } : {}),
    ...(binary?.instalment?.only_if_due ? { instalmentsDue: await sums('opened_due', dueSql(scope)) } : {}),
    ...(binary?.inactive_limit ? { creditedNet: await sums('opened_net', netSql(scope)) } : {}),
  };
}

/** Who has no tax number by the end of the time. */
export async function loadWithoutPan(client: Client, scope: RunScope, network: Network): Promise<Uint8Array> {
  const without = new Uint8Array(network.ids.length).fill(1);
  await copyOut(client, identifiedSql(scope), (fields) => {
    const member = network.indexOf(fields.id());
    if (member !== none) without[member] = 0;
  });
  return without;
}

async function readSums(client: Client, sql: string, network: Network): Promise<BigInt64Array> {
  const sums = new BigInt64Array(network.ids.length);
  await copyOut(client, sql, (fields) => {
    const member = network.indexOf(fields.id());
    if (member !== none) sums[member] = fields.minor();
  });
  return sums;
}
