import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { developmentSecret } from './development-secret.js';
import { fromRoot } from './paths.js';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const optionalUrl = z.union([z.literal(''), z.url()]).default('');

/** Everything Upline can be told from outside; `.env.example` explains each to an operator. */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where people reach this install; decides links in mails and whether cookies are Secure. */
  BASE_URL: optionalUrl,
  /** Empty: `npm start` runs the embedded PostgreSQL. */
  DATABASE_URL: z.string().default(''),
  /** Who may change tables, for `npm run migrate`; empty: DATABASE_URL. */
  OWNER_DATABASE_URL: z.string().default(''),
  /** Connections of a process; a worker that posts uses three at once. */
  DATABASE_POOL: z.coerce.number().int().min(4).max(200).default(10),
  /** Empty: Agenda keeps its jobs in PostgreSQL. */
  MONGODB_URL: z.string().default(''),
  DATA_DIR: z.string().default('.data'),
  /** The one secret; every key in use is derived from it by purpose (`config/secrets.ts`). */
  APP_SECRET: z.string().min(32),
  /** What old telemarketing sites send as X-REF-SHARED-SECRET; empty switches that door off. */
  REFERRAL_SHARED_SECRET: z.string().default(''),
  /** `false`, a number of hops, or a comma-separated list of proxy addresses; never `true`. */
  TRUST_PROXY: z
    .string()
    .regex(/^(?!true$)[\w.:/, -]+$/)
    .default('false'),
  /** Hosts that links and redirects may lead to, besides this install's own. */
  LINK_HOSTS: z.string().default(''),
  /** Empty: mails are written to `DATA_DIR/mails`. */
  SMTP_URL: z.string().default(''),
  MAIL_FROM: z.string().default('Upline <upline@example.com>'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ADMIN_JS_TMP_DIR: z.string().default('build/adminjs'),
  /** Multiplies every rate limit; benchmarks and load tests raise it, nothing switches it off. */
  RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
  DEMO_DATA: flag.default(true),
});

/** Reads a secret from NAME or, for mounted secrets, from the file that NAME_FILE names. */
function withFiles(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = Object.entries(source).flatMap(([key, value]) =>
    key.endsWith('_FILE') && value && key.slice(0, -5) in schema.shape
      ? [[key.slice(0, -5), readFileSync(value, 'utf8').trim()] as const]
      : [],
  );
  return { ...source, ...Object.fromEntries(read) };
}

function readEnv() {
  const parsed = schema.safeParse(withDevelopmentSecret(withFiles(process.env)));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is not usable:\n${faults.join('\n')}`);
}

/** Outside production a missing secret is made once and kept in the data folder. */
function withDevelopmentSecret(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (source['APP_SECRET'] || source['NODE_ENV'] === 'production') return source;
  return { ...source, APP_SECRET: developmentSecret(fromRoot(source['DATA_DIR'] || '.data')) };
}

/** This environment with more in it, for a child process. */
export const environmentWith = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...more,
});

export const env = readEnv();
export const isProduction = env.NODE_ENV === 'production';

/** AdminJS reads from the environment where its prebuilt files are; call this before importing it. */
export function tellAdminJs(): void {
  Object.assign(process.env, { ADMIN_JS_TMP_DIR: env.ADMIN_JS_TMP_DIR, ADMIN_JS_SKIP_BUNDLE: 'true' });
}
