import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { deviceOf } from './device.js';
import type { Referrer } from './find-referrer.js';

/** What a request says of its browser, already cut to what can be stored. */
export interface BrowserFacts {
  ip: string | null;
  userAgent: string | null;
  referrer: string | null;
}

export interface Arrival extends BrowserFacts {
  kind: 'redirect' | 'landing';
  /** The token that the browser's cookie brought along: ties its visits together. */
  cookieToken: string | null;
  /** What else the address carried, such as sub ids. */
  params: Readonly<Record<string, string>>;
  hasConsent: boolean;
}

/** A stored visit. Without consent nothing in it could tell the visitor again. */
export interface Visit {
  token: string | null;
  clickId: string | null;
  maxAgeSeconds: number;
}

const random = (): string => randomBytes(16).toString('hex');

// One statement stores the visit whole: the click when a link was called, the token and the touch when they may be kept.
const sql = `
  WITH arrival AS (
    SELECT arrival.*, (SELECT team_id FROM team_members WHERE user_id = "ownerId" AND left_at IS NULL) AS team_id,
      coalesce((programs.settings ->> 'attribution_window_days')::integer, 180) AS days
    FROM json_to_record($1) AS arrival ("programId" bigint, "linkId" bigint, "memberId" bigint, "ownerId" bigint,
      "campaignId" bigint, code text, ip inet, "userAgent" text, referrer text, kind text, "cookieToken" text, params jsonb,
      device text, os text, browser text, "isBot" boolean, token text, "clickId" text, visitor text)
    JOIN programs ON programs.id = "programId"
  ), click AS (
    INSERT INTO clicks (program_id, click_id, link_id, campaign_id, member_id, buyer_id, team_id, ip, user_agent, referrer,
      device, os, browser, is_bot, params)
    SELECT "programId", "clickId", "linkId", "campaignId", "memberId", "ownerId", team_id, ip, "userAgent", referrer,
      device, os, browser, "isBot", params
    FROM arrival WHERE kind = 'redirect'
  ), made AS (
    INSERT INTO referral_tokens (program_id, token, visitor, link_id, member_id, owner_id, code, click_id, source_url, ip,
      user_agent, expires_at)
    SELECT "programId", arrival.token, coalesce(before.visitor, arrival.visitor), "linkId", "memberId", "ownerId", arrival.code,
      CASE WHEN kind = 'redirect' THEN "clickId" END, referrer, arrival.ip, arrival."userAgent", now() + make_interval(hours => 24 * days)
    FROM arrival LEFT JOIN referral_tokens AS before ON before.token = "cookieToken" AND before.program_id = "programId"
    WHERE arrival.token IS NOT NULL
    RETURNING id, visitor
  ), touched AS (
    INSERT INTO touches (program_id, visitor, kind, token_id, link_id, member_id)
    SELECT "programId", made.visitor, arrival.kind, made.id, "linkId", "memberId" FROM made, arrival
  )
  SELECT days * 86400 AS "maxAgeSeconds" FROM arrival`;

/** Stores that somebody came by a link or with a code, and gives the visit its token. */
export async function storeVisit(referrer: Referrer, { hasConsent, ...arrival }: Arrival): Promise<Visit> {
  const [token, clickId] = [hasConsent ? random() : null, random()];
  const facts = { ...referrer, ...arrival, ...deviceOf(arrival.userAgent), token, clickId, visitor: random() };
  const stored = await selectOne(sql, [JSON.stringify(facts)], z.object({ maxAgeSeconds: int }));
  if (!stored) throw new Error(`There is no program ${String(referrer.programId)}.`);
  return { token, clickId: hasConsent && arrival.kind === 'redirect' ? clickId : null, ...stored };
}
