import { asSuperuser } from './database.js';

/** How many connections the database lets in at once; with 0 nobody but a superuser, with -1 everybody. */
export const admit = (connections: number) =>
  asSuperuser(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT ${connections}', current_database()); END $$`,
  );
