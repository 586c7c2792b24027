/**
 * Periods, commission runs and what they compute. The lines of a large run stand in tables of its own (`part` is its
 * id), so that COPY writes where nobody else does; those of small runs share part 0. What runs carry from one to the
 * next is in `leg_balances`; facts that came after their day had been counted are in `late_facts`.
 */
export const up = `
ALTER TABLE commissions
  ADD COLUMN instalment bigint NOT NULL DEFAULT 0 CHECK (instalment >= 0),
  ADD COLUMN undone bigint NOT NULL DEFAULT 0 CHECK (undone >= 0),
  ADD COLUMN credit_run_id bigint REFERENCES runs;
CREATE INDEX commissions_earned_idx ON commissions (program_id, earned_at, id);
CREATE INDEX commissions_run_idx ON commissions (run_id, id) WHERE run_id IS NOT NULL;
CREATE INDEX accounts_owing_idx ON accounts (owner) WHERE balance < 0;
CREATE INDEX commissions_source_idx ON commissions (source_member_id) WHERE source_member_id IS NOT NULL AND sale_id IS NULL;

CREATE TABLE periods (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  month text NOT NULL CHECK (month ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  previous_id bigint,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  run_id bigint REFERENCES runs,
  closed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT periods_month_key UNIQUE (program_id, month),
  CONSTRAINT periods_program_key UNIQUE (program_id, id),
  CONSTRAINT periods_previous_key UNIQUE NULLS NOT DISTINCT (program_id, previous_id),
  CONSTRAINT periods_previous_fkey FOREIGN KEY (program_id, previous_id) REFERENCES periods (program_id, id),
  CONSTRAINT periods_length_check CHECK (starts_at < ends_at),
  CONSTRAINT periods_closed_check CHECK ((status = 'closed') = (closed_at IS NOT NULL) AND (status = 'closed') = (run_id IS NOT NULL))
);

CREATE FUNCTION keep_periods() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE previous periods;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.status = 'closed' THEN
    RAISE EXCEPTION 'a closed period never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  SELECT * INTO previous FROM periods WHERE id = NEW.previous_id;
  IF previous.ends_at <> NEW.starts_at OR (NEW.status = 'closed' AND previous.status = 'open') THEN
    RAISE EXCEPTION 'periods follow one another and close in order' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER periods_in_order BEFORE INSERT OR UPDATE OR DELETE ON periods
  FOR EACH ROW EXECUTE FUNCTION keep_periods();

CREATE TABLE commission_runs (
  run_id bigint PRIMARY KEY REFERENCES runs,
  program_id bigint NOT NULL REFERENCES programs,
  kind text NOT NULL CHECK (kind IN ('matching', 'period', 'member')),
  period_id bigint NOT NULL,
  member_id bigint REFERENCES members,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  is_open boolean NOT NULL DEFAULT true,
  part integer NOT NULL DEFAULT 0,
  fence integer,
  last_member_id bigint NOT NULL,
  plans jsonb NOT NULL DEFAULT '[]',
  certificate jsonb,
  totals jsonb,
  batches integer[] NOT NULL DEFAULT '{}',
  member_batches bigint[] NOT NULL DEFAULT '{}',
  approves boolean NOT NULL DEFAULT false,
  approved_by_id bigint REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT commission_runs_period_fkey FOREIGN KEY (program_id, period_id) REFERENCES periods (program_id, id),
  CONSTRAINT commission_runs_member_check CHECK ((kind = 'member') = (member_id IS NOT NULL)),
  CONSTRAINT commission_runs_span_check CHECK (starts_at < ends_at)
);
CREATE UNIQUE INDEX commission_runs_open_key ON commission_runs (program_id) WHERE is_open;
CREATE INDEX commission_runs_created_idx ON commission_runs (program_id, created_at, run_id);
CREATE INDEX commission_runs_ends_idx ON commission_runs (program_id, ends_at);

CREATE FUNCTION end_commission_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE commission_runs SET is_open = false WHERE run_id = NEW.id AND is_open;
  RETURN NULL;
END $$;
CREATE TRIGGER runs_end_commission_run AFTER UPDATE OF status ON runs FOR EACH ROW
  WHEN (NEW.status IN ('posted', 'cancelled')) EXECUTE FUNCTION end_commission_run();

CREATE TABLE run_lines (
  part integer NOT NULL,
  run_id bigint NOT NULL,
  fence integer NOT NULL,
  line integer NOT NULL,
  member_id bigint NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  level smallint,
  sale_id bigint,
  source_member_id bigint,
  day date,
  base bigint NOT NULL,
  quantity integer NOT NULL,
  amount bigint NOT NULL,
  tax bigint,
  instalment bigint,
  reasons smallint,
  plan_id bigint,
  commission_id bigint,
  via bigint[]
) PARTITION BY LIST (part);

CREATE TABLE run_days (
  part integer NOT NULL,
  run_id bigint NOT NULL,
  fence integer NOT NULL,
  member_id bigint NOT NULL,
  day date NOT NULL,
  possible integer NOT NULL,
  formed integer NOT NULL,
  paid integer NOT NULL,
  flushed bigint,
  carry_left bigint NOT NULL,
  carry_right bigint NOT NULL,
  reasons smallint
) PARTITION BY LIST (part);

CREATE TABLE run_members (
  part integer NOT NULL,
  run_id bigint NOT NULL,
  fence integer NOT NULL,
  member_id bigint NOT NULL,
  opened_left bigint,
  opened_right bigint,
  opened_pairs bigint,
  opened_window integer,
  opened_window_pairs integer,
  opened_net bigint,
  opened_due bigint,
  opened_active boolean,
  opened_ages bigint[],
  carry_left bigint,
  carry_right bigint,
  flushed_left bigint,
  flushed_right bigint,
  pairs bigint,
  paid bigint,
  lost bigint,
  window_key integer,
  window_pairs integer,
  binary_active boolean,
  ages bigint[],
  reasons smallint,
  downline integer,
  directs integer,
  personal_volume bigint,
  group_volume bigint,
  largest_leg bigint,
  rank text
) PARTITION BY LIST (part);

CREATE TABLE run_lines_0 PARTITION OF run_lines FOR VALUES IN (0);
CREATE INDEX run_lines_0_line_idx ON run_lines_0 (run_id, line);
CREATE INDEX run_lines_0_member_idx ON run_lines_0 (run_id, member_id);
CREATE TABLE run_days_0 PARTITION OF run_days FOR VALUES IN (0);
CREATE INDEX run_days_0_member_idx ON run_days_0 (run_id, member_id);
CREATE TABLE run_members_0 PARTITION OF run_members FOR VALUES IN (0);
CREATE INDEX run_members_0_member_idx ON run_members_0 (run_id, member_id);

CREATE FUNCTION prepare_run_part(run bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE parent text;
BEGIN
  PERFORM FROM commission_runs WHERE run_id = run AND is_open;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no open run %', run; END IF;
  FOREACH parent IN ARRAY ARRAY['run_lines', 'run_days', 'run_members'] LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I, CHECK (part = %s))', parent || '_' || run, parent, run);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO %I', parent || '_' || run, session_user);
  END LOOP;
END $$;

CREATE FUNCTION adopt_run_part(run bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE parent text;
BEGIN
  EXECUTE format('CREATE INDEX ON %I USING brin (line, member_id) WITH (pages_per_range = 16)', 'run_lines_' || run);
  EXECUTE format('CREATE INDEX ON %I USING brin (member_id) WITH (pages_per_range = 16)', 'run_days_' || run);
  EXECUTE format('CREATE INDEX ON %I USING brin (member_id) WITH (pages_per_range = 16)', 'run_members_' || run);
  FOREACH parent IN ARRAY ARRAY['run_lines', 'run_days', 'run_members'] LOOP
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%s)', parent, parent || '_' || run, run);
  END LOOP;
END $$;

CREATE TABLE leg_balances (
  member_id bigint PRIMARY KEY,
  program_id bigint NOT NULL,
  carry_left bigint NOT NULL,
  carry_right bigint NOT NULL,
  pairs bigint NOT NULL DEFAULT 0,
  window_key integer NOT NULL DEFAULT 0,
  window_pairs integer NOT NULL DEFAULT 0,
  binary_active boolean NOT NULL DEFAULT false,
  ahead_left bigint NOT NULL DEFAULT 0,
  ahead_right bigint NOT NULL DEFAULT 0,
  ages bigint[],
  run_id bigint NOT NULL REFERENCES runs,
  CONSTRAINT leg_balances_member_fkey FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id)
) WITH (fillfactor = 85);
CREATE INDEX leg_balances_program_idx ON leg_balances (program_id, member_id);

CREATE TABLE leg_units (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  member_id bigint NOT NULL,
  units smallint NOT NULL CHECK (units IN (-1, 1)),
  happened_at timestamptz NOT NULL,
  counted_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT leg_units_member_fkey FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id),
  CONSTRAINT leg_units_counted_check CHECK (counted_at >= happened_at)
);
CREATE INDEX leg_units_counted_idx ON leg_units (program_id, counted_at);
CREATE INDEX leg_units_member_idx ON leg_units (member_id, id);

CREATE TABLE late_facts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  fact text NOT NULL CHECK (fact IN ('sale', 'refund')),
  fact_id bigint NOT NULL,
  happened_at timestamptz NOT NULL,
  counted_at timestamptz NOT NULL,
  period_id bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT late_facts_fact_key UNIQUE (program_id, fact, fact_id),
  CONSTRAINT late_facts_counted_check CHECK (counted_at > happened_at),
  CONSTRAINT late_facts_period_fkey FOREIGN KEY (program_id, period_id) REFERENCES periods (program_id, id)
);
CREATE INDEX late_facts_counted_idx ON late_facts (program_id, counted_at);
`;

export const down = `
DROP TRIGGER runs_end_commission_run ON runs;
DROP FUNCTION end_commission_run();
DROP TABLE late_facts, leg_units, leg_balances, run_members, run_days, run_lines, commission_runs, periods;
DROP FUNCTION prepare_run_part(bigint), adopt_run_part(bigint), keep_periods();
DROP INDEX accounts_owing_idx, commissions_earned_idx, commissions_run_idx, commissions_source_idx;
ALTER TABLE commissions DROP COLUMN instalment, DROP COLUMN undone, DROP COLUMN credit_run_id;
`;
