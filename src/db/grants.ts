import type { Client } from 'pg';

const appExists = `SELECT FROM pg_roles WHERE rolname = 'app' AND rolname <> current_user`;

/** Rows only, never tables; and what a trigger keeps append-only is closed to UPDATE and DELETE as well. */
const grants = `
GRANT USAGE ON SCHEMA public TO app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO app;
REVOKE INSERT, UPDATE, DELETE ON migrations FROM app;
DO $$
DECLARE closed regclass;
BEGIN
  FOR closed IN
    SELECT DISTINCT tgrelid::regclass FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname = 'refuse_change'
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM app', closed);
  END LOOP;
END $$;`;

/** Gives the role `app`, where there is one, what web and worker need. Without it they run as the tables' owner. */
export async function grantToApp(client: Client): Promise<void> {
  const { rowCount } = await client.query(appExists);
  if (rowCount) await client.query(grants);
}
