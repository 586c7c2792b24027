import { z } from 'zod';
import { Invalid } from '../core/errors.js';
import { text } from '../core/parse.js';
import { anyOf, programOf, scope, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';

const sql = `
  WITH found AS (
    SELECT member_id, owner_id, code, expires_at, source_url FROM referral_tokens
    WHERE token = $1 AND program_id = $3 AND expires_at > now()
    UNION ALL
    SELECT member_id, owner_id, code, NULL, NULL FROM links WHERE code = $2 AND program_id = $3 AND status = 'active'
    UNION ALL
    SELECT members.id, users.id, referral_code, NULL, NULL
    FROM users JOIN members ON user_id = users.id AND program_id = $3
    WHERE referral_code = upper($2) AND users.status = 'active'
  )
  SELECT found.code, found.expires_at, source_url, member_id, users.id AS user_id, username
  FROM found
  LEFT JOIN members ON members.id = member_id
  LEFT JOIN users ON users.id = coalesce(members.user_id, owner_id)
  WHERE coalesce(members.status, 'active') = 'active' LIMIT 1`;

const row = z.object({
  code: z.string(),
  expires_at: z.date().nullable(),
  source_url: z.string().nullable(),
  member_id: int.nullable(),
  user_id: int.nullable(),
  username: z.string().nullable(),
});

/** Whether a token or code would credit somebody now, and whom. */
export const checkReferral = query({
  name: 'referral.check',
  input: z.strictObject({ token: text(64).optional(), code: text(64).optional() }),
  allow: anyOf(signedIn, scope('referrals:read'), scope('sales:write')),

  async run({ input: { token, code }, actor }) {
    if (!token && !code) throw new Invalid([{ path: ['token'], code: 'required', message: 'is missing' }]);
    const found = await selectOne(sql, [token ?? null, code ?? null, programOf(actor)], row);
    if (!found) return { valid: false as const };
    return {
      valid: true as const,
      referrerId: found.user_id,
      referrerUsername: found.username,
      memberId: found.member_id,
      code: found.code,
      expiresAt: found.expires_at,
      sourceUrl: found.source_url,
    };
  },
});
