import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Pool } from 'pg';
import { QueryTypes } from 'sequelize';
import { env } from '../config/env.js';
import { logger } from '../config/logger.js';
import { secretFor } from '../config/secrets.js';
import { db } from '../src/db/sequelize.js';

declare module 'express-session' {
  interface SessionData {
    userId: number;
    /** `users.session_version` at sign-in; raised there, the session is over. */
    version: number;
    startedAt: number;
    programId: number | null;
  }
}

const idle_ms = 30 * 60_000;
export const longest_ms = 12 * 60 * 60_000;
export const cookieName = 'upline_panel';

/** The store asks for a pool but only ever calls `query`; this way it shares the program's connections. */
const pool = {
  query: async (sql: string, bind: unknown[]) => ({ rows: await db.query(sql, { bind, type: QueryTypes.SELECT }) }),
} as unknown as Pool;

/** The panel's own session: in PostgreSQL, its cookie seen by nothing but `/admin`. */
export function panelSession(): RequestHandler {
  const Store = connectPgSimple(session);
  const isHttps = env.BASE_URL.startsWith('https:');
  return session({
    name: cookieName,
    secret: secretFor('panel-session').toString('hex'),
    store: new Store({
      pool,
      tableName: 'sessions',
      ttl: idle_ms / 1000,
      errorLog: (...words: unknown[]) => {
        logger.warn({ words }, 'sessions');
      },
    }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: isHttps || undefined,
    cookie: { path: '/admin', httpOnly: true, sameSite: 'strict', secure: isHttps ? true : 'auto', maxAge: idle_ms },
  });
}
