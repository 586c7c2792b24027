/** Whom to call, how far each has come, what was said, and whom never to call again. */
export const up = `
CREATE TABLE stages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  name text NOT NULL,
  position integer NOT NULL CHECK (position > 0),
  outcome text NOT NULL DEFAULT 'open' CHECK (outcome IN ('open', 'converted', 'lost')),
  is_opportunity boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT stages_key UNIQUE (program_id, key),
  CONSTRAINT stages_position_key UNIQUE (program_id, position) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE substages (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  stage text NOT NULL,
  key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  position integer NOT NULL CHECK (position > 0),
  status text NOT NULL,
  description text,
  score integer NOT NULL CHECK (score BETWEEN 0 AND 100),
  notes text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT substages_key UNIQUE (program_id, stage, key),
  CONSTRAINT substages_position_key UNIQUE (program_id, stage, position) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT substages_stage_fkey FOREIGN KEY (program_id, stage) REFERENCES stages (program_id, key) ON UPDATE CASCADE
);

CREATE TABLE dispositions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  name text NOT NULL,
  position integer NOT NULL CHECK (position > 0),
  hotkey text CHECK (hotkey ~ '^[a-z0-9]$'),
  follow_up text NOT NULL
    CHECK (follow_up IN ('nothing', 'call_back', 'retry', 'do_not_call', 'convert', 'close')),
  retry_after_minutes integer CHECK (retry_after_minutes > 0),
  max_attempts integer CHECK (max_attempts > 0),
  stage text,
  substage text,
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT dispositions_key UNIQUE (program_id, key),
  CONSTRAINT dispositions_retry_check CHECK (follow_up <> 'retry' OR retry_after_minutes IS NOT NULL),
  CONSTRAINT dispositions_substage_check CHECK ((stage IS NULL) = (substage IS NULL)),
  CONSTRAINT dispositions_substage_fkey FOREIGN KEY (program_id, stage, substage)
    REFERENCES substages (program_id, stage, key) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX dispositions_hotkey_key ON dispositions (program_id, hotkey) WHERE archived_at IS NULL;

CREATE TABLE leads (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  name text NOT NULL,
  email text CHECK (email = lower(email)),
  phone text CHECK (phone ~ '^[+][1-9][0-9]{6,14}$'),
  time_zone text,
  source text NOT NULL CHECK (source IN ('staff', 'api', 'form', 'import', 'install')),
  external_id text,
  stage text NOT NULL,
  substage text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'converted', 'lost')),
  score integer NOT NULL CHECK (score BETWEEN 0 AND 100),
  owner_id bigint REFERENCES users,
  team_id bigint REFERENCES teams,
  assigned_to bigint REFERENCES users,
  assigned_at timestamptz,
  callback_at timestamptz,
  retry_at timestamptz,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  last_called_at timestamptz,
  do_not_call boolean NOT NULL DEFAULT false,
  duplicate_of bigint REFERENCES leads,
  prospect_id bigint,
  attribution jsonb,
  metadata jsonb NOT NULL DEFAULT '{}',
  custom jsonb NOT NULL DEFAULT '{}',
  sale_id bigint UNIQUE REFERENCES sales,
  converted_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT leads_external_key UNIQUE (program_id, external_id),
  CONSTRAINT leads_sale_check CHECK (sale_id IS NULL OR status = 'converted'),
  CONSTRAINT leads_substage_fkey FOREIGN KEY (program_id, stage, substage)
    REFERENCES substages (program_id, stage, key) ON UPDATE CASCADE
);
CREATE UNIQUE INDEX leads_phone_key ON leads (program_id, phone) WHERE deleted_at IS NULL AND duplicate_of IS NULL;
CREATE UNIQUE INDEX leads_email_key ON leads (program_id, email) WHERE deleted_at IS NULL AND duplicate_of IS NULL;
CREATE INDEX leads_created_idx ON leads (program_id, created_at, id);
CREATE INDEX leads_stage_idx ON leads (program_id, stage, created_at, id);
CREATE INDEX leads_assigned_idx ON leads (assigned_to, created_at, id);
CREATE INDEX leads_owner_idx ON leads (owner_id, created_at, id);
CREATE INDEX leads_team_idx ON leads (team_id, created_at, id);
CREATE INDEX leads_numbers_idx ON leads (phone) WHERE phone IS NOT NULL;
CREATE INDEX leads_callback_idx ON leads (assigned_to, callback_at) WHERE callback_at IS NOT NULL;

CREATE TABLE lead_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  lead_id bigint NOT NULL REFERENCES leads,
  kind text NOT NULL CHECK (kind IN
    ('created', 'imported', 'updated', 'note', 'call', 'assigned', 'moved', 'converted', 'deleted', 'restored')),
  user_id bigint REFERENCES users,
  note text,
  disposition_id bigint REFERENCES dispositions,
  seconds integer CHECK (seconds >= 0),
  assignee_id bigint REFERENCES users,
  stage text,
  substage text,
  detail jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX lead_events_lead_idx ON lead_events (lead_id, id);
CREATE INDEX lead_events_created_idx ON lead_events (program_id, kind, created_at);
CREATE INDEX lead_events_user_idx ON lead_events (user_id, created_at);

CREATE TABLE assignment_rules (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  team_id bigint REFERENCES teams,
  user_id bigint NOT NULL REFERENCES users,
  weight integer NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 1000),
  capacity integer CHECK (capacity > 0),
  given bigint NOT NULL DEFAULT 0 CHECK (given >= 0),
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX assignment_rules_user_key ON assignment_rules (program_id, user_id) WHERE archived_at IS NULL;

CREATE TABLE do_not_call (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  phone text NOT NULL CHECK (phone ~ '^[+][1-9][0-9]{6,14}$'),
  reason text NOT NULL,
  added_by bigint REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  lifted_at timestamptz,
  lifted_by bigint REFERENCES users,
  consent_source text,
  consent_text text,
  consented_at timestamptz,
  CONSTRAINT do_not_call_consent_check CHECK (
    (lifted_at IS NULL) = (consent_source IS NULL)
    AND (lifted_at IS NULL) = (consent_text IS NULL)
    AND (lifted_at IS NULL) = (consented_at IS NULL))
);
CREATE UNIQUE INDEX do_not_call_phone_key ON do_not_call (program_id, phone) WHERE lifted_at IS NULL;

CREATE TABLE call_attempts (
  program_id bigint NOT NULL REFERENCES programs,
  phone text NOT NULL,
  day date NOT NULL,
  attempts integer NOT NULL CHECK (attempts > 0),
  PRIMARY KEY (program_id, phone, day)
);

CREATE TABLE imports (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  kind text NOT NULL CHECK (kind IN ('leads')),
  file_name text NOT NULL,
  user_id bigint REFERENCES users,
  rows integer NOT NULL CHECK (rows >= 0),
  imported integer NOT NULL CHECK (imported >= 0),
  refused jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX imports_created_idx ON imports (program_id, created_at, id);
`;

export const down = `
DROP TABLE imports, call_attempts, do_not_call, assignment_rules, lead_events, leads, dispositions, substages, stages;
`;
