/** People, how they prove who they are, the teams they work in, and the keys that act for them. */
export const up = `
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text,
  username text NOT NULL,
  first_name text,
  last_name text,
  phone text,
  role text NOT NULL CHECK (role IN (
    'owner', 'admin', 'team_lead', 'buyer', 'telemarketer', 'funds_coordinator', 'affiliate', 'customer')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled', 'closed')),
  language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'hi')),
  referral_code text NOT NULL,
  session_version integer NOT NULL DEFAULT 1,
  email_verified_at timestamptz,
  disabled_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT users_email_check CHECK (email = lower(email)),
  CONSTRAINT users_reachable_check CHECK (email IS NOT NULL OR phone IS NOT NULL OR status = 'closed')
);
CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE UNIQUE INDEX users_username_key ON users (lower(username));
CREATE UNIQUE INDEX users_phone_key ON users (phone);
CREATE UNIQUE INDEX users_referral_code_key ON users (referral_code);
CREATE INDEX users_created_idx ON users (created_at, id);
CREATE INDEX users_role_idx ON users (role, created_at, id);

CREATE TABLE user_credentials (
  user_id bigint PRIMARY KEY REFERENCES users,
  password_hash text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE teams (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  team_lead_id bigint REFERENCES users,
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX teams_name_key ON teams (lower(name)) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX teams_team_lead_key ON teams (team_lead_id) WHERE archived_at IS NULL;
CREATE INDEX teams_created_idx ON teams (created_at, id);

CREATE TABLE team_members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id bigint NOT NULL REFERENCES teams,
  user_id bigint NOT NULL REFERENCES users,
  joined_at timestamptz NOT NULL DEFAULT now(),
  left_at timestamptz,
  CONSTRAINT team_members_order_check CHECK (left_at >= joined_at)
);
CREATE UNIQUE INDEX team_members_current_key ON team_members (user_id) WHERE left_at IS NULL;
CREATE INDEX team_members_team_idx ON team_members (team_id, joined_at);
CREATE INDEX team_members_user_idx ON team_members (user_id, joined_at);

CREATE TABLE api_keys (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  owner_id bigint NOT NULL REFERENCES users,
  name text NOT NULL,
  prefix text NOT NULL,
  hash text NOT NULL,
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  replaces_id bigint REFERENCES api_keys,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX api_keys_prefix_key ON api_keys (prefix);
CREATE UNIQUE INDEX api_keys_replaces_key ON api_keys (replaces_id);
CREATE INDEX api_keys_program_idx ON api_keys (program_id, created_at, id);
CREATE INDEX api_keys_owner_idx ON api_keys (owner_id);

CREATE TABLE one_time_codes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('sign_in', 'verify_phone')),
  identifier text NOT NULL,
  user_id bigint REFERENCES users,
  salt text NOT NULL,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 5),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX one_time_codes_live_key ON one_time_codes (purpose, identifier) WHERE used_at IS NULL;
CREATE INDEX one_time_codes_created_idx ON one_time_codes (created_at);

CREATE TABLE refresh_tokens (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  family uuid NOT NULL,
  user_id bigint NOT NULL REFERENCES users,
  program_id bigint,
  hash text NOT NULL,
  session_version integer NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX refresh_tokens_hash_key ON refresh_tokens (hash);
CREATE INDEX refresh_tokens_family_idx ON refresh_tokens (family);
CREATE INDEX refresh_tokens_user_idx ON refresh_tokens (user_id);
CREATE INDEX refresh_tokens_expires_idx ON refresh_tokens (expires_at);

CREATE TABLE notifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users,
  program_id bigint,
  kind text NOT NULL,
  title text NOT NULL,
  body text,
  path text,
  source text NOT NULL,
  read_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX notifications_source_key ON notifications (user_id, source);
CREATE INDEX notifications_user_idx ON notifications (user_id, created_at, id);
`;

export const down = `
DROP TABLE notifications, refresh_tokens, one_time_codes, api_keys, team_members, teams, user_credentials, users;
`;
