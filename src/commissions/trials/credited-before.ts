import type { Client } from 'pg';
import { minor } from '../engine/columns.js';
import type { Network } from '../engine/network.js';
import type { TakenBack } from '../engine/taken-back.js';
import type { YearTotals } from '../engine/tax-years.js';
import { copyOut } from '../runs/copy/copy-out.js';
import { none } from '../runs/copy/fields.js';
import { loadPeople } from '../runs/load/load-people.js';
import type { LoadedPeople } from '../runs/load/load-people.js';
import { loadTakenBack } from '../runs/load/load-taken-back.js';
import { loadYear } from '../runs/load/load-year.js';
import { isOf, openedAt, pairsFoundSql } from '../runs/load/sources.js';
import type { RunPlace } from '../runs/load/sources.js';
import type { RunScope } from '../runs/run-scope.js';

export interface CreditedBefore {
  people: LoadedPeople;
  year: YearTotals | undefined;
  /** What refunds in the simulated time take back of lines from before it. */
  takenBack: TakenBack | undefined;
}

interface Given {
  network: Network;
  /** The runs that have counted the simulated time, or some of it. */
  since: readonly RunPlace[];
}

/** What members had been credited when the simulated time began, as its first run knew it. */
export async function loadCreditedBefore(client: Client, scope: RunScope, given: Given): Promise<CreditedBefore> {
  const { network, since } = given;
  const people = await loadPeople(client, scope, { network, since: [] });
  const { creditedNet } = people;
  if (since.length > 0) {
    await setSums(client, { sql: dueFoundSql(since), network, sums: people.instalmentsDue }, (_, due) => due);
  }
  if (!creditedNet) return { people, year: undefined, takenBack: undefined };
  const { taken, early } = await loadTakenBack(client, scope, network);
  early.forEach((amount, member) => (creditedNet[member] = minor(creditedNet, member) + amount));
  if (since.length > 0) {
    const sql = undoneSinceSql(scope, since);
    await setSums(client, { sql, network, sums: creditedNet }, (net, undone) => net + undone);
  }
  return { people, year: await loadYear(client, scope, network), takenBack: taken };
}

async function setSums(
  client: Client,
  { sql, network, sums }: { sql: string; network: Network; sums: BigInt64Array | undefined },
  sumOf: (before: bigint, found: bigint) => bigint,
): Promise<void> {
  if (!sums) return;
  await copyOut(client, sql, (fields) => {
    const member = network.indexOf(fields.id());
    const found = fields.minor();
    if (member !== none) sums[member] = sumOf(minor(sums, member), found);
  });
}

/** Open instalments as the first run found them that formed or undid pairs of a member, or might have. */
const dueFoundSql = (since: readonly RunPlace[]): string => `
  SELECT DISTINCT ON (member_id) member_id, opened_due FROM run_members
  WHERE ${isOf(since)} AND opened_due IS NOT NULL ORDER BY member_id, run_id`;

/** What runs since took off pairs that nobody had decided about, and that are smaller by it now. */
const undoneSinceSql = (scope: RunScope, since: readonly RunPlace[]): string => `
  WITH found AS (
    SELECT member_id, day, amount, row_number() OVER (PARTITION BY member_id, day ORDER BY place) AS nth
    FROM (${pairsFoundSql(scope, since)}) AS found
  ), standing AS (
    SELECT beneficiary_id AS member_id, (earned_at AT TIME ZONE '${scope.plan.document.time_zone}')::date AS day,
      amount - reversed_amount AS due, decided_at,
      row_number() OVER (PARTITION BY beneficiary_id, (earned_at AT TIME ZONE '${scope.plan.document.time_zone}')::date
        ORDER BY earned_at, id) AS nth
    FROM commissions WHERE program_id = ${scope.programId} AND kind = 'pair' AND reverses_id IS NULL
      AND run_id < ${scope.earlierThan} AND beneficiary_id IN (SELECT member_id FROM found)
  )
  SELECT member_id, sum(found.amount - due)::bigint FROM standing JOIN found USING (member_id, day, nth)
  WHERE (decided_at <= ${openedAt(scope)}) IS NOT TRUE GROUP BY 1`;
