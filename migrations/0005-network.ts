/**
 * Members, who sponsored whom, where they stand and what rank they hold. A member is active from joining until the
 * first row of `member_statuses` says otherwise. `free_slot` to `right_tail_id` of a position say where the next
 * newcomers stand; they follow from parents and slots alone, and placing, moving and nothing else changes them.
 */
export const up = `
CREATE TABLE members (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  user_id bigint REFERENCES users,
  external_id text CHECK (length(external_id) BETWEEN 1 AND 200),
  sponsor_id bigint CHECK (sponsor_id <> id),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'inactive', 'suspended', 'closed')),
  is_distributor boolean NOT NULL DEFAULT false,
  custom jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(custom) = 'object'),
  joined_at timestamptz NOT NULL DEFAULT now(),
  activated_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT members_program_key UNIQUE (program_id, id),
  CONSTRAINT members_user_key UNIQUE (program_id, user_id),
  CONSTRAINT members_external_key UNIQUE (program_id, external_id),
  CONSTRAINT members_sponsor_fkey FOREIGN KEY (program_id, sponsor_id) REFERENCES members (program_id, id)
);
CREATE INDEX members_user_idx ON members (user_id);
CREATE INDEX members_sponsor_idx ON members (program_id, sponsor_id, id);
CREATE INDEX members_created_idx ON members (program_id, created_at, id);

CREATE TABLE member_statuses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  member_id bigint NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'inactive', 'suspended', 'closed')),
  reason text,
  effective_at timestamptz NOT NULL,
  changed_by_id bigint REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT member_statuses_member_fkey FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id)
);
CREATE INDEX member_statuses_moment_idx ON member_statuses (member_id, effective_at, id);
CREATE INDEX member_statuses_program_idx ON member_statuses (program_id, effective_at, id);
CREATE TRIGGER member_statuses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON member_statuses
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE distributor_applications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  member_id bigint NOT NULL,
  status text NOT NULL DEFAULT 'applied' CHECK (status IN ('applied', 'approved', 'rejected')),
  note text,
  decided_by_id bigint REFERENCES users,
  decided_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT distributor_applications_member_fkey
    FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id),
  CONSTRAINT distributor_applications_decided_check CHECK ((status = 'applied') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX distributor_applications_open_key ON distributor_applications (program_id, member_id)
  WHERE status = 'applied';
CREATE INDEX distributor_applications_created_idx ON distributor_applications (program_id, created_at, id);

CREATE TABLE trees (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  key text NOT NULL DEFAULT 'placement',
  width integer NOT NULL CHECK (width BETWEEN 1 AND 100),
  default_placement text NOT NULL DEFAULT 'breadth_first'
    CHECK (default_placement IN ('breadth_first', 'left_chain', 'right_chain', 'weaker_leg', 'manual')),
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT trees_key_key UNIQUE (program_id, key),
  CONSTRAINT trees_program_key UNIQUE (program_id, id)
);

CREATE TABLE positions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  tree_id bigint NOT NULL,
  member_id bigint NOT NULL,
  parent_id bigint CHECK (parent_id <> member_id),
  slot integer CHECK (slot >= 0),
  depth integer NOT NULL CHECK (depth > 0),
  free_slot integer,
  free_distance integer NOT NULL DEFAULT 1 CHECK (free_distance > 0),
  leg_head_id bigint NOT NULL,
  left_tail_id bigint,
  right_tail_id bigint,
  subtree_size bigint NOT NULL DEFAULT 1,
  subtree_volume bigint NOT NULL DEFAULT 0,
  rolled_up_at timestamptz,
  placed_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT positions_member_key UNIQUE (tree_id, member_id),
  CONSTRAINT positions_slot_key UNIQUE (tree_id, parent_id, slot),
  CONSTRAINT positions_root_check CHECK ((parent_id IS NULL) = (slot IS NULL)),
  CONSTRAINT positions_tree_fkey FOREIGN KEY (program_id, tree_id) REFERENCES trees (program_id, id),
  CONSTRAINT positions_member_fkey FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id),
  CONSTRAINT positions_parent_fkey FOREIGN KEY (tree_id, parent_id) REFERENCES positions (tree_id, member_id)
) WITH (fillfactor = 85);

CREATE TABLE holding_tank_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  tree_id bigint NOT NULL,
  member_id bigint NOT NULL,
  entered_at timestamptz NOT NULL DEFAULT now(),
  placed_at timestamptz,
  placed_by_id bigint REFERENCES users,
  CONSTRAINT holding_tank_entries_member_key UNIQUE (tree_id, member_id),
  CONSTRAINT holding_tank_entries_tree_fkey FOREIGN KEY (program_id, tree_id) REFERENCES trees (program_id, id),
  CONSTRAINT holding_tank_entries_member_fkey FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id)
);
CREATE INDEX holding_tank_entries_waiting_idx ON holding_tank_entries (program_id, entered_at, id)
  WHERE placed_at IS NULL;

CREATE TABLE ranks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  member_id bigint NOT NULL,
  paid_as text,
  title text,
  evaluated_at timestamptz NOT NULL,
  CONSTRAINT ranks_member_key UNIQUE (program_id, member_id),
  CONSTRAINT ranks_member_fkey FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id)
);
CREATE INDEX ranks_paid_as_idx ON ranks (program_id, paid_as);

CREATE TABLE rank_history (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL,
  member_id bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('paid_as', 'title')),
  before text,
  after text,
  run_id bigint REFERENCES runs,
  effective_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT rank_history_member_fkey FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id)
);
CREATE INDEX rank_history_member_idx ON rank_history (member_id, kind, effective_at, id);
CREATE INDEX rank_history_program_idx ON rank_history (program_id, effective_at, id);
CREATE TRIGGER rank_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rank_history
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

export const down = `
DROP TABLE rank_history, ranks, holding_tank_entries, positions, trees, distributor_applications, member_statuses, members;
`;
