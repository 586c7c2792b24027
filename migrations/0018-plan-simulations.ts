/** What versions of plans would have paid over past months, one row for each run that was asked for. */
export const up = `
CREATE TABLE plan_simulations (
  run_id bigint PRIMARY KEY REFERENCES runs,
  plan_id bigint NOT NULL REFERENCES plans ON DELETE CASCADE,
  simulation jsonb NOT NULL CHECK (jsonb_typeof(simulation) = 'object'),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX plan_simulations_plan_idx ON plan_simulations (plan_id, run_id);
`;

export const down = `DROP TABLE plan_simulations;`;
