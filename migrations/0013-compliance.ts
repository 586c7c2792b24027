/** Tax rules as rows with the days they hold, and who has shown who they are. */
export const up = `
CREATE TABLE tax_rules (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  section text NOT NULL,
  stage text NOT NULL CHECK (stage IN ('credit', 'payout')),
  rate_bp integer NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
  rate_without_pan_bp integer NOT NULL CHECK (rate_without_pan_bp BETWEEN 0 AND 10000),
  annual_threshold bigint CHECK (annual_threshold >= 0),
  basis text NOT NULL CHECK (basis IN ('payment', 'year', 'excess')),
  ceiling bigint CHECK (ceiling >= 0),
  effective_from date NOT NULL,
  effective_until date,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT tax_rules_key UNIQUE (key, effective_from),
  CONSTRAINT tax_rules_days_check CHECK (effective_until >= effective_from)
);

CREATE TABLE kyc_cases (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  member_id bigint NOT NULL REFERENCES members,
  status text NOT NULL DEFAULT 'submitted' CHECK (status IN ('submitted', 'approved', 'rejected')),
  legal_name text NOT NULL,
  decided_by_id bigint REFERENCES users,
  decided_at timestamptz,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT kyc_cases_decided_check CHECK ((status = 'submitted') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX kyc_cases_open_idx ON kyc_cases (member_id) WHERE status <> 'rejected';
CREATE INDEX kyc_cases_created_idx ON kyc_cases (program_id, created_at, id);
CREATE INDEX kyc_cases_status_idx ON kyc_cases (program_id, status, created_at, id);
`;

export const down = `
DROP TABLE kyc_cases, tax_rules;
`;
