import { change } from '../../../db/select.js';
import type { Posting } from './posting.js';

// A title that the plan does not name any more counts as high as it stood in the latest version that did.
const placeOfTitle = `CASE WHEN before.title IS NULL THEN 0 ELSE coalesce(array_position($7::text[], before.title), (
  SELECT rank.place FROM plans
  CROSS JOIN LATERAL jsonb_array_elements(document -> 'ranks' -> 'paid_as_by') WITH ORDINALITY AS rank (rule, place)
  WHERE plans.program_id = $6 AND status <> 'draft' AND rule ->> 'name' = before.title
  ORDER BY effective_from DESC, version DESC LIMIT 1), 0) END`;

// $1 part, $2 run, $3 fence, $4 after this member, $5 up to that one, $6 program, $7 names from the lowest rank up.
const setRanks = `
  WITH reached AS MATERIALIZED (
    SELECT found.member_id, found.rank, before.paid_as, before.title, CASE
      WHEN found.rank IS NOT NULL AND array_position($7::text[], found.rank) >= ${placeOfTitle}
      THEN found.rank ELSE before.title END AS best
    FROM run_members AS found
    LEFT JOIN ranks AS before ON before.program_id = $6 AND before.member_id = found.member_id
      AND before.member_id > $4 AND before.member_id <= $5
    WHERE part = $1 AND found.run_id = $2 AND fence = $3 AND found.member_id > $4 AND found.member_id <= $5
      AND downline IS NOT NULL
  ), noted AS (
    INSERT INTO rank_history (program_id, member_id, kind, before, after, run_id, effective_at)
    SELECT $6, member_id, kind, before, after, $2, now() FROM reached
    CROSS JOIN LATERAL (VALUES ('paid_as', paid_as, rank), ('title', title, best)) AS change (kind, before, after)
    WHERE before IS DISTINCT FROM after ORDER BY member_id, kind
  )
  INSERT INTO ranks (program_id, member_id, paid_as, title, evaluated_at)
  SELECT $6, member_id, rank, best, now() FROM reached WHERE rank IS NOT NULL OR paid_as IS NOT NULL OR title IS NOT NULL
  ON CONFLICT (program_id, member_id) DO UPDATE
    SET paid_as = excluded.paid_as, title = excluded.title, evaluated_at = excluded.evaluated_at`;

/** The rank that members are paid as from now on, and the highest they ever held, each change with its history. */
export async function postRanks({ scope, row, work }: Posting, range: readonly unknown[]): Promise<void> {
  const { ranks } = scope.plan.document;
  if (!ranks || row.kind !== 'period') return;
  const binds = [...range, scope.programId, ranks.paid_as_by.map(({ name }) => name)];
  await change(setRanks, binds, work.tx);
}

// $1 program, $2 run, $3 the moment from which ranks were set.
const lapsed = `
  WITH lapsed AS (
    UPDATE ranks SET paid_as = NULL, evaluated_at = now()
    WHERE program_id = $1 AND paid_as IS NOT NULL AND evaluated_at < $3 RETURNING member_id
  )
  INSERT INTO rank_history (program_id, member_id, kind, before, after, run_id, effective_at)
  SELECT $1, member_id, 'paid_as', (SELECT after FROM rank_history AS last
    WHERE last.member_id = lapsed.member_id AND kind = 'paid_as' ORDER BY effective_at DESC, id DESC LIMIT 1), NULL, $2, now()
  FROM lapsed ORDER BY member_id`;

/** Whoever the run had nothing to tell of has no rank any more; titles stay. */
export async function lapseRanks({ scope, row, work }: Posting, since: Date): Promise<void> {
  if (!scope.plan.document.ranks || row.kind !== 'period') return;
  await change(lapsed, [scope.programId, row.runId, since], work.tx);
}
