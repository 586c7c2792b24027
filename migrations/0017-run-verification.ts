/**
 * What a run has to remember so that it can be computed again: the moment of its snapshot, and the earlier pairs of
 * whoever had some undone, as they stood before.
 */
export const up = `
ALTER TABLE commission_runs ADD COLUMN computed_at timestamptz;

CREATE TABLE run_pairs (
  run_id bigint NOT NULL REFERENCES commission_runs,
  fence integer NOT NULL,
  place integer NOT NULL,
  member_id bigint NOT NULL,
  day date NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  base bigint NOT NULL,
  amount bigint NOT NULL,
  reasons smallint NOT NULL,
  CONSTRAINT run_pairs_pkey PRIMARY KEY (run_id, fence, place)
);
`;

export const down = `
DROP TABLE run_pairs;
ALTER TABLE commission_runs DROP COLUMN computed_at;
`;
