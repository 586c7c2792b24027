/** Programs, each one business of the install, and the versions of the plan that each pays by. */
export const up = `
CREATE TABLE programs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,49}$'),
  name text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  time_zone text NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT programs_key_key UNIQUE (key)
);
CREATE UNIQUE INDEX programs_default_key ON programs (is_default) WHERE is_default;

CREATE TABLE plans (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  key text NOT NULL CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,49}$'),
  version integer NOT NULL CHECK (version > 0),
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'superseded')),
  effective_from timestamptz NOT NULL,
  document jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object'),
  acknowledgement text,
  simulation jsonb,
  created_by_id bigint REFERENCES users,
  published_by_id bigint REFERENCES users,
  published_at timestamptz,
  superseded_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT plans_version_key UNIQUE (program_id, version),
  CONSTRAINT plans_simulated_check CHECK (status = 'draft' OR simulation IS NOT NULL),
  CONSTRAINT plans_published_check CHECK ((status = 'draft') = (published_at IS NULL)),
  CONSTRAINT plans_superseded_check CHECK ((status = 'superseded') = (superseded_at IS NOT NULL))
);
CREATE INDEX plans_effective_idx ON plans (program_id, effective_from, version) WHERE status <> 'draft';
CREATE INDEX plans_created_idx ON plans (program_id, created_at, id);

CREATE FUNCTION refuse_plan_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'published' AND NEW.status = 'superseded'
     AND to_jsonb(NEW) - 'status' - 'superseded_at' = to_jsonb(OLD) - 'status' - 'superseded_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a published plan is never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER plans_immutable BEFORE UPDATE OR DELETE ON plans FOR EACH ROW EXECUTE FUNCTION refuse_plan_change();
`;

export const down = `
DROP TABLE plans, programs;
DROP FUNCTION refuse_plan_change();
`;
