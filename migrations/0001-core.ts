/** Who did what, what follows from it, and what was answered: written by every command in its own transaction. */
export const up = `
CREATE TABLE command_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  command text NOT NULL,
  principal text NOT NULL,
  user_id bigint,
  program_id bigint,
  input jsonb NOT NULL,
  changes jsonb NOT NULL DEFAULT '[]',
  request_id text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX command_log_created_idx ON command_log (created_at, id);
CREATE INDEX command_log_user_idx ON command_log (user_id, id);
CREATE INDEX command_log_changes_idx ON command_log USING gin (changes jsonb_path_ops);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type text NOT NULL,
  payload jsonb NOT NULL,
  program_id bigint,
  command_log_id bigint NOT NULL REFERENCES command_log,
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'delivered', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  token uuid,
  lease_until timestamptz,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  delivered_at timestamptz
);
CREATE INDEX outbox_waiting_idx ON outbox (id) WHERE status = 'waiting';

CREATE TABLE idempotency_keys (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  principal text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint text NOT NULL,
  status integer,
  body jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_keys_key UNIQUE (principal, key)
);
CREATE INDEX idempotency_keys_created_idx ON idempotency_keys (created_at);

CREATE TABLE runs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint,
  kind text NOT NULL,
  key text NOT NULL,
  status text NOT NULL DEFAULT 'queued'
    CHECK (status IN ('queued', 'computing', 'review', 'posting', 'posted', 'cancelled', 'failed')),
  input jsonb NOT NULL DEFAULT '{}',
  cursor jsonb,
  progress bigint NOT NULL DEFAULT 0,
  total bigint,
  result jsonb,
  error text,
  requested_by bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz,
  CONSTRAINT runs_key UNIQUE (kind, key)
);

CREATE TABLE run_leases (
  run_id bigint PRIMARY KEY REFERENCES runs,
  fence bigint NOT NULL DEFAULT 0,
  lease_until timestamptz,
  backend_pid integer
);

CREATE TABLE rate_limits (
  key text PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

CREATE TABLE sessions (
  sid text PRIMARY KEY,
  sess json NOT NULL,
  expire timestamptz NOT NULL
);
CREATE INDEX sessions_expire_idx ON sessions (expire);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER command_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON command_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

export const down = `
DROP TABLE sessions, rate_limits, run_leases, runs, idempotency_keys, outbox, command_log;
DROP FUNCTION refuse_change();
`;
