/**
 * What the network explorer reads beside the placement tree: how many each member brought over all levels and their
 * volume, as of the last rollup (no row: nobody, and no volume of one's own), when that was, and people by the beginning of a
 * name.
 */
export const up = `
CREATE TABLE sponsor_sums (
  member_id bigint PRIMARY KEY,
  program_id bigint NOT NULL,
  members bigint NOT NULL CHECK (members > 0),
  volume bigint NOT NULL,
  rolled_up_at timestamptz NOT NULL,
  CONSTRAINT sponsor_sums_member_fkey FOREIGN KEY (program_id, member_id) REFERENCES members (program_id, id)
) WITH (fillfactor = 85);
CREATE INDEX sponsor_sums_program_idx ON sponsor_sums (program_id, member_id);
ALTER TABLE trees ADD COLUMN rolled_up_at timestamptz;

CREATE INDEX users_name_idx ON users
  (lower(coalesce(first_name || ' ', '') || coalesce(last_name, '')) text_pattern_ops, id);
CREATE INDEX users_last_name_idx ON users (lower(last_name) text_pattern_ops, id);
CREATE INDEX ranks_evaluated_idx ON ranks (program_id, evaluated_at, id);
`;

export const down = `
DROP INDEX ranks_evaluated_idx, users_last_name_idx, users_name_idx;
ALTER TABLE trees DROP COLUMN rolled_up_at;
DROP TABLE sponsor_sums;
`;
