import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { deviceOf } from './device.js';
import type { BrowserFacts } from './visit.js';

/** A visit of a landing page, as the page or its server tells it. */
export interface ProspectFacts extends BrowserFacts {
  /** Null: the program of the code or token, else the default one. Named, nothing of other programs counts. */
  programId: number | null;
  /** Given by clients that want one row for a visit, however often they send it. */
  visitId: string | null;
  /** A link's code, or a person's referral code. */
  code: string | null;
  /** Of the address or the cookie; stronger than the code. */
  token: string | null;
  metadata: Readonly<Record<string, unknown>>;
}

// Looks up who sent each visitor, keeps only new visits, and answers the row's id in the order of the input. Written for
// any number of rows, so that those arriving together can share one statement and one commit.
const sql = `
  WITH given AS (
    SELECT coalesce(token.program_id, link.program_id, home.id) AS program_id, line, "visitId",
      fact.ip, "userAgent", referrer, device, os, browser, "isBot", metadata, token.id AS token_id, coalesce(token.link_id, link.id) AS link_id,
      coalesce(token.member_id, link.member_id, member.id) AS member_id,
      coalesce(token.owner_id, link.owner_id, member.user_id) AS owner_id, nextval('prospects_id_seq') AS fresh_id
    FROM json_to_recordset($1) AS fact (line integer, "programId" bigint, "visitId" text, code text, token text, ip inet,
      "userAgent" text, referrer text, device text, os text, browser text, "isBot" boolean, metadata jsonb)
    CROSS JOIN LATERAL (SELECT coalesce("programId", (SELECT id FROM programs WHERE is_default)) AS id) AS home
    LEFT JOIN referral_tokens AS token ON token.token = fact.token AND token.expires_at > now()
      AND token.program_id = coalesce("programId", token.program_id)
    LEFT JOIN links AS link ON token.id IS NULL AND link.code = fact.code AND link.status = 'active'
      AND link.program_id = coalesce("programId", link.program_id)
    LEFT JOIN users ON token.id IS NULL AND link.id IS NULL AND users.referral_code = upper(fact.code)
    LEFT JOIN members AS member ON member.user_id = users.id AND member.program_id = home.id
  ), visit AS (
    INSERT INTO prospect_visits (program_id, visit_id, prospect_id)
    SELECT DISTINCT ON (program_id, "visitId") program_id, "visitId", fresh_id FROM given WHERE "visitId" IS NOT NULL
    ORDER BY program_id, "visitId"
    ON CONFLICT (program_id, visit_id) DO UPDATE SET prospect_id = prospect_visits.prospect_id
    RETURNING program_id, visit_id, prospect_id
  ), numbered AS (
    SELECT given.*, coalesce(visit.prospect_id, fresh_id) AS id
    FROM given LEFT JOIN visit ON visit.program_id = given.program_id AND visit_id = "visitId"
  ), stored AS (
    INSERT INTO prospects (id, program_id, visit_id, link_id, campaign_id, member_id, referral_token_id, buyer_id, team_id,
      ip, user_agent, referrer, device, os, browser, is_bot, metadata)
    SELECT numbered.id, numbered.program_id, "visitId", link_id, campaign_id, numbered.member_id, token_id,
      numbered.owner_id, team_id, ip, "userAgent", referrer, device, os, browser, "isBot", metadata
    FROM numbered
    LEFT JOIN links ON links.id = link_id
    LEFT JOIN team_members ON user_id = numbered.owner_id AND left_at IS NULL
    WHERE numbered.id = fresh_id
  )
  SELECT id FROM numbered ORDER BY line`;

/** Stores prospects in one statement; returns their ids in order. A visit known already gives the id it had. */
export async function storeProspects(prospects: readonly ProspectFacts[]): Promise<number[]> {
  const rows = prospects.map((facts, line) => ({ line, ...facts, ...deviceOf(facts.userAgent) }));
  const stored = await select(sql, [JSON.stringify(rows)], z.object({ id: int }));
  return stored.map(({ id }) => id);
}

/** One prospect; its id once the row is committed. */
export async function storeProspect(facts: ProspectFacts): Promise<number> {
  const [id] = await storeProspects([facts]);
  if (id === undefined) throw new Error('A stored prospect has no id.');
  return id;
}
