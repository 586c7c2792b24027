import { z } from 'zod';
import { int } from '../../db/row-schema.js';
import { selectOne } from '../../db/select.js';
import type { Plan } from '../../programs/plan-document.js';

const activation = `
  SELECT coalesce(
    (SELECT units = 1 FROM leg_units WHERE member_id = $1 AND counted_at < $2 ORDER BY id DESC LIMIT 1),
    (SELECT activated_at < $2 FROM members WHERE id = $1
     AND NOT EXISTS (SELECT FROM leg_units WHERE member_id = $1)), false) AS is_active`;

/** Whether a member was an Active Buyer just before a moment. */
export async function wasActiveBuyer(memberId: number, before: Date): Promise<boolean> {
  const row = await selectOne(activation, [memberId, before], z.object({ is_active: z.boolean() }));
  return row?.is_active ?? false;
}

const approved = `
  SELECT max(decided_at) AS at FROM distributor_applications WHERE program_id = (
    SELECT program_id FROM members WHERE id = $1) AND member_id = $1 AND status = 'approved'`;

/** When a distributor became one by an application; null for who is one from joining on. */
export async function distributorSince(memberId: number): Promise<Date | null> {
  return (await selectOne(approved, [memberId], z.object({ at: z.date().nullable() })))?.at ?? null;
}

// Caps read the rank of the last month that had ended, whenever its close was posted.
const rankThen = `
  SELECT after AS rank FROM rank_history JOIN commission_runs USING (run_id)
  WHERE rank_history.member_id = $1 AND rank_history.kind = 'paid_as' AND ends_at < $2
  ORDER BY ends_at DESC, id DESC LIMIT 1`;

/** The rank that caps go by just before a moment; null for none. */
export async function rankBefore(memberId: number, before: Date): Promise<string | null> {
  const row = await selectOne(rankThen, [memberId, before], z.object({ rank: z.string().nullable() }));
  return row?.rank ?? null;
}

/** The most pairs that a plan lets a member form in one window; null without a cap. */
export async function capOf({ binary }: Plan, memberId: number, before: Date): Promise<number | null> {
  if (!binary?.cap) return null;
  const rank = binary.cap.by_rank ? await rankBefore(memberId, before) : null;
  return binary.cap.by_rank?.[rank ?? ''] ?? binary.cap.pairs;
}

const placed = `
  SELECT parent_id, slot, depth FROM positions WHERE member_id = $1
    AND tree_id = (SELECT id FROM trees WHERE program_id = $2 AND key = 'placement')`;

/** Where a member stands in the placement tree; undefined for nowhere. */
export const placeOf = (memberId: number, programId: number) =>
  selectOne(
    placed,
    [memberId, programId],
    z.object({ parent_id: int.nullable(), slot: z.number().nullable(), depth: z.number() }),
  );
