import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { evidenceKinds } from './attribution-rule.js';
import type { Evidence } from './attribution-rule.js';

/** What a conversion brings along that may say who sent the customer. */
export interface Presented {
  programId: number;
  token?: string | null | undefined;
  clickId?: string | null | undefined;
  code?: string | null | undefined;
  /** The token out of the signed cookie. */
  cookie?: string | null | undefined;
  customerEmail?: string | null | undefined;
  /** E.164. */
  customerPhone?: string | null | undefined;
  convertedAt: Date;
}

const found = z.object({
  kind: z.enum(evidenceKinds),
  isKnown: z.boolean(),
  tokenId: int.nullable(),
  linkId: int.nullable(),
  memberId: int.nullable(),
  ownerId: int.nullable(),
  touchedAt: z.date(),
  expiresAt: z.date().nullable(),
  wasActive: z.boolean(),
  isActive: z.boolean(),
});

const statusAt = (moment: string): string => `coalesce((
  SELECT status FROM member_statuses WHERE member_statuses.member_id = found.member_id AND effective_at <= ${moment}
  ORDER BY effective_at DESC, id DESC LIMIT 1), 'active') = 'active'`;

// The cookie stands for its browser: all its visits count, since an earlier one may still be good when the last is not.
const sql = `
  WITH found AS (
    SELECT 'token' AS kind, true AS known, id, link_id, member_id, owner_id, created_at AS touched_at, expires_at
    FROM referral_tokens WHERE token = $2 AND program_id = $1
    UNION ALL
    SELECT 'click', true, id, link_id, member_id, owner_id, created_at, expires_at
    FROM referral_tokens WHERE click_id = $3 AND program_id = $1
    UNION ALL
    (SELECT 'cookie', true, id, link_id, member_id, owner_id, created_at, expires_at
     FROM referral_tokens
     WHERE visitor = (SELECT visitor FROM referral_tokens WHERE token = $4) AND program_id = $1
     ORDER BY id DESC LIMIT 50)
    UNION ALL
    SELECT 'code', status = 'active', NULL, id, member_id, owner_id, $8, NULL
    FROM links WHERE code = $5 AND program_id = $1
    UNION ALL
    SELECT 'code', users.status = 'active', NULL, NULL, members.id, users.id, $8, NULL
    FROM users JOIN members ON members.user_id = users.id AND members.program_id = $1
    WHERE users.referral_code = upper($5) AND NOT EXISTS (SELECT FROM links WHERE code = $5 AND program_id = $1)
    UNION ALL
    SELECT 'customer', true, NULL, NULL, member_id, NULL, bound_at, NULL
    FROM customer_bindings WHERE program_id = $1 AND contact IN ($6, $7) AND bound_at <= $8
  )
  SELECT kind, known AS "isKnown", id AS "tokenId", link_id AS "linkId", member_id AS "memberId", owner_id AS "ownerId",
    touched_at AS "touchedAt", expires_at AS "expiresAt",
    ${statusAt('found.touched_at')} AS "wasActive", ${statusAt('$8')} AS "isActive"
  FROM found ORDER BY kind, id`;

/** Everything known about what was presented, and an entry for each thing that nothing of ours answers to. */
export async function collectEvidence(presented: Presented, tx?: Transaction): Promise<Evidence[]> {
  const { programId, token, clickId, code, cookie, customerEmail, customerPhone, convertedAt } = presented;
  const bind = [programId, token, clickId, cookie, code, customerEmail, customerPhone].map((value) => value ?? null);
  const known = await select(sql, [...bind, convertedAt], found, tx);
  const explicit = { token, click: clickId, code, cookie };
  const missing = evidenceKinds.filter(
    (kind) => kind !== 'customer' && explicit[kind] && !known.some((one) => one.kind === kind),
  );
  return [...known, ...missing.map((kind) => unknown(kind, convertedAt))];
}

const unknown = (kind: Evidence['kind'], touchedAt: Date): Evidence => ({
  kind,
  isKnown: false,
  tokenId: null,
  linkId: null,
  memberId: null,
  ownerId: null,
  touchedAt,
  expiresAt: null,
  wasActive: false,
  isActive: false,
});
