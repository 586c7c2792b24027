import { parse } from 'pg-connection-string';
import { Sequelize } from 'sequelize';
import type { Options } from 'sequelize';
import { env } from '../../config/env.js';
import { logger } from '../../config/logger.js';

/** Connection options for a `postgresql://` address; `?host=/directory` means a Unix socket. */
function connectionOptions(url: string): Options {
  const { host, port, user, password, database } = parse(url);
  return {
    host: host ?? 'localhost',
    port: port ? Number(port) : 5432,
    username: user,
    password,
    database: database ?? undefined,
  };
}

/** The install's one database. It connects when first used. */
export const db = new Sequelize({
  dialect: 'postgres',
  ...connectionOptions(env.DATABASE_URL),
  pool: { max: env.DATABASE_POOL, min: 0, idle: 10_000, acquire: 5_000 },
  dialectOptions: { application_name: 'upline', keepAlive: true },
  define: { underscored: true, timestamps: false },
  logging:
    env.LOG_LEVEL === 'trace'
      ? (sql) => {
          logger.trace({ sql });
        }
      : false,
});
