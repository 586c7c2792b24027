import { asSuperuser } from '../../support/database.js';

/** A clock that tests set: what the database calls now is what they say, on every connection opened afterwards. */

const hands = `
  CREATE SCHEMA clock;
  CREATE TABLE clock.hands (at timestamptz NOT NULL);
  INSERT INTO clock.hands VALUES ('2020-01-01');
  CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM clock.hands';
  GRANT USAGE ON SCHEMA clock TO PUBLIC;
  GRANT SELECT ON clock.hands TO PUBLIC;
  DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET search_path = clock, pg_catalog, public', current_database());
  END $$`;

export const installClock = (): Promise<unknown> => asSuperuser(hands);

export const setClock = (at: Date): Promise<unknown> => asSuperuser('UPDATE clock.hands SET at = $1', [at]);
