import { asOwner } from '../../support/database.js';

const batch_lines = 150;

interface Cut {
  line: number;
  member: string;
  is_pair: boolean;
}

/** Cuts a computed run into small batches, pairs before the other lines, none with a part of a member's. */
export async function cutSmall(runId: number): Promise<void> {
  const lines = await asOwner<Cut>(
    `SELECT line, member_id AS member, kind = 'pair' AS is_pair FROM run_lines WHERE run_id = $1 ORDER BY line`,
    [runId],
  );
  const batches: [number, number][] = [];
  lines.forEach(({ line, member, is_pair: isPair }, place) => {
    const [batch, before] = [batches.at(-1), lines[place - 1]];
    const isSameMember = before?.member === member && before.is_pair === isPair;
    const isOtherKind = before?.is_pair !== isPair;
    if (batch && !isOtherKind && (isSameMember || line - batch[0] < batch_lines)) batch[1] = line;
    else batches.push([line, line]);
  });
  await asOwner('UPDATE commission_runs SET batches = $2 WHERE run_id = $1', [runId, batches.flat()]);
}

/** The first members of the first two batches. */
export async function firstMembers(runId: number): Promise<number[]> {
  const sql = `
    SELECT run_lines.member_id::int AS member FROM commission_runs JOIN run_lines USING (run_id)
    WHERE run_id = $1 AND line IN (batches[1], batches[3]) ORDER BY line`;
  return (await asOwner<{ member: number }>(sql, [runId])).map(({ member }) => member);
}
