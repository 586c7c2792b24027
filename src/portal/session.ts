import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { env } from '../../config/env.js';
import { select, selectOne } from '../db/select.js';
import { User } from '../users/user.js';

// The portal's own session: apart from the panel's, in the same table. The cookie holds a random value of which the
// table keeps only a hash, so nobody who reads the table can become anybody.

const name = 'upline_portal';
const idle_seconds = 30 * 60;
const longest_ms = 12 * 60 * 60 * 1000;

const kept = z.object({
  userId: z.number(),
  version: z.number(),
  programId: z.number().nullable(),
  startedAt: z.number(),
});
type Kept = z.output<typeof kept>;

export interface PortalSession {
  user: User;
  programId: number | null;
}

const sidOf = (value: string): string => `portal:${createHash('sha256').update(value).digest('base64url')}`;

const valueOf = (request: Request): string | undefined => parseCookie(request.headers.cookie ?? '')[name];

/** Who is signed in, read afresh: a person disabled, or signed out elsewhere, is nobody with this request. */
export async function sessionOf(request: Request): Promise<PortalSession | null> {
  const value = valueOf(request);
  const row = value ? await touch(sidOf(value)) : undefined;
  if (!row || Date.now() - row.startedAt > longest_ms) return null;
  const user = await User.findByPk(row.userId);
  const isCurrent = user?.status === 'active' && user.sessionVersion === row.version;
  return isCurrent ? { user, programId: row.programId } : null;
}

/** Puts the end off while it is used; once a minute is enough. */
async function touch(sid: string): Promise<Kept | undefined> {
  const live = 'SELECT sess FROM sessions WHERE sid = $1 AND expire > now()';
  const row = await selectOne(live, [sid], z.object({ sess: kept }));
  if (!row) return undefined;
  const later = `UPDATE sessions SET expire = now() + make_interval(secs => $2)
    WHERE sid = $1 AND expire < now() + make_interval(secs => $2 - 60) RETURNING sid`;
  await select(later, [sid, idle_seconds], z.unknown());
  return row.sess;
}

/** Begins a session under a new value, whatever the browser brought along. */
export async function openSession(
  { request, response }: { request: Request; response: Response },
  { id: userId, sessionVersion: version }: User,
  programId: number | null,
): Promise<void> {
  const value = randomBytes(32).toString('base64url');
  const sess: Kept = { userId, version, programId, startedAt: Date.now() };
  await closeSession(request, response);
  await select(
    'INSERT INTO sessions (sid, sess, expire) VALUES ($1, $2::json, now() + make_interval(secs => $3)) RETURNING sid',
    [sidOf(value), JSON.stringify(sess), idle_seconds],
    z.unknown(),
  );
  response.append('Set-Cookie', cookie(value, request));
}

export async function closeSession(request: Request, response: Response): Promise<void> {
  const value = valueOf(request);
  if (!value) return;
  await select('DELETE FROM sessions WHERE sid = $1 RETURNING sid', [sidOf(value)], z.unknown());
  response.append('Set-Cookie', cookie('', request, 0));
}

const cookie = (value: string, request: Request, maxAge = longest_ms / 1000): string =>
  stringifySetCookie({
    name,
    value,
    path: '/my',
    httpOnly: true,
    sameSite: 'lax',
    secure: env.BASE_URL.startsWith('https:') || request.secure,
    maxAge,
  });

/** The program that the person looks at from now on. */
export async function chooseProgram(request: Request, programId: number): Promise<void> {
  const value = valueOf(request);
  if (!value) return;
  const sql = `UPDATE sessions SET sess = jsonb_set(sess::jsonb, '{programId}', to_jsonb($2::bigint))::json
    WHERE sid = $1 RETURNING sid`;
  await select(sql, [sidOf(value), programId], z.unknown());
}
