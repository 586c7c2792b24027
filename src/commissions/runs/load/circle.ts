import type { Client } from 'pg';
import { copyOut } from '../copy/copy-out.js';
import type { RunScope } from '../run-scope.js';

/** A downline up to this size is read member by member; for a larger one reading everybody is quicker. */
const looked_up = 20_000;

const placed = ({ programId }: RunScope): string =>
  `FROM positions WHERE tree_id = (SELECT id FROM trees WHERE program_id = ${programId} AND key = 'placement')`;

const downlineSql = (scope: RunScope): string => `
  WITH RECURSIVE below AS (
    SELECT ${scope.memberId}::bigint AS member_id
    UNION ALL
    SELECT next.member_id FROM below CROSS JOIN LATERAL (
      SELECT member_id ${placed(scope)} AND parent_id = below.member_id OFFSET 0
    ) AS next
  )
  SELECT member_id FROM below LIMIT ${String(looked_up + 1)}`;

/**
 * Whose facts can change the pairs of the one member that a run is for: his own and those of everybody below him. Null
 * where everybody's are read, because his downline is large.
 */
export async function circleOf(client: Client, scope: RunScope): Promise<readonly number[] | null> {
  if (scope.memberId === null) return null;
  const members: number[] = [];
  await copyOut(client, downlineSql(scope), (fields) => void members.push(fields.id()));
  return members.length > looked_up ? null : members.sort((a, b) => a - b);
}
