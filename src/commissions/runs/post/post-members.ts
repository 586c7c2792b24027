import { change } from '../../../db/select.js';
import { agesBehind } from '../load/sources.js';
import { placeOf } from './posting.js';
import type { Posted, Posting } from './posting.js';
import { postRanks } from './post-ranks.js';

// $1 part, $2 run, $3 fence, $4 after this member, $5 up to that one, $6 program, $7 is for one member, $8 pair value.
const postBalances = `
  INSERT INTO leg_balances (member_id, program_id, carry_left, carry_right, pairs, window_key, window_pairs,
    binary_active, ages, ahead_left, ahead_right, run_id)
  SELECT member_id, $6, carry_left, carry_right, pairs, window_key, window_pairs, binary_active, ages,
    CASE WHEN $7 THEN carry_left - opened_left + (pairs - opened_pairs) * $8 + coalesce(flushed_left, 0) ELSE 0 END,
    CASE WHEN $7 THEN carry_right - opened_right + (pairs - opened_pairs) * $8 + coalesce(flushed_right, 0) ELSE 0 END,
    run_id
  FROM run_members WHERE part = $1 AND run_id = $2 AND fence = $3 AND member_id > $4 AND member_id <= $5
    AND opened_left IS NOT NULL
  ON CONFLICT (member_id) DO UPDATE SET carry_left = excluded.carry_left, carry_right = excluded.carry_right,
    pairs = excluded.pairs, window_key = excluded.window_key, window_pairs = excluded.window_pairs,
    binary_active = excluded.binary_active, ages = excluded.ages, ahead_left = excluded.ahead_left,
    ahead_right = excluded.ahead_right, run_id = excluded.run_id`;

// What counted early for one member has been counted with everybody else's by now. Whoever the run had nothing to tell
// of stands as it found him.
const forgetAhead = `
  UPDATE leg_balances SET carry_left = carry_left - ahead_left, carry_right = carry_right - ahead_right,
    ages = ${agesBehind}, ahead_left = 0, ahead_right = 0
  WHERE program_id = $1 AND run_id <> $2 AND (ahead_left <> 0 OR ahead_right <> 0)`;

/** Takes over what a batch of members carries on, and the ranks they reached. */
export async function postMembers(posting: Posting, batch: number): Promise<Posted> {
  const { row, scope, work } = posting;
  const last = row.memberBatches[batch];
  if (last === undefined) {
    if (row.kind !== 'member') await change(forgetAhead, [scope.programId, row.runId], work.tx);
    return { next: null, done: 0 };
  }
  const range = [...placeOf(posting), row.memberBatches[batch - 1] ?? 0, last];
  const pairValue = scope.plan.document.binary?.pair_value ?? 0n;
  const binds = [...range, scope.programId, row.kind === 'member', pairValue.toString()];
  const done = await change(postBalances, binds, work.tx);
  await postRanks(posting, range);
  return { next: batch + 1, done };
}
