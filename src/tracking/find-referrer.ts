import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';

const referrer = z.object({
  code: z.string(),
  programId: int,
  linkId: int.nullable(),
  memberId: int.nullable(),
  ownerId: int.nullable(),
  campaignId: int.nullable(),
  destination: z.string(),
  isActive: z.boolean(),
});

/** Whoever stands behind a code: the member to credit, the person whose traffic it is, or both. */
export type Referrer = z.output<typeof referrer>;

const codeShape = /^[A-Za-z0-9_-]{4,64}$/;

// A person's own referral code works in the program asked for, else in the default one; a link's code knows its own.
const sql = `
  SELECT code, program_id AS "programId", id AS "linkId", member_id AS "memberId", owner_id AS "ownerId",
    campaign_id AS "campaignId", destination, status = 'active' AS "isActive", 1 AS place
  FROM links WHERE code = $1
  UNION ALL
  SELECT users.referral_code, members.program_id, NULL, members.id, users.id, NULL, '/', users.status = 'active', 2
  FROM users JOIN members ON members.user_id = users.id
  WHERE users.referral_code = upper($1) AND members.program_id = coalesce($2, (SELECT id FROM programs WHERE is_default))
  ORDER BY place LIMIT 1`;

/** The link or the person that a code belongs to, archived and closed ones too (`isActive` tells). */
export async function findReferrer(
  code: unknown,
  programId: number | null = null,
  tx?: Transaction,
): Promise<Referrer | undefined> {
  if (typeof code !== 'string' || !codeShape.test(code)) return undefined;
  return selectOne(sql, [code, programId], referrer, tx);
}
