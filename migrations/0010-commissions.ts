/** What is owed to whom and why: one line per source, beneficiary and level. The amount of a line never changes. */
export const up = `
CREATE TABLE commissions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  beneficiary_id bigint NOT NULL REFERENCES members,
  kind text NOT NULL CHECK (kind IN ('direct_sale', 'binary_match', 'level', 'referral', 'pair', 'adjustment')),
  sale_id bigint REFERENCES sales,
  source_member_id bigint REFERENCES members,
  run_id bigint REFERENCES runs,
  plan_id bigint REFERENCES plans,
  level integer CHECK (level > 0),
  quantity bigint,
  base bigint,
  rate_bp integer CHECK (rate_bp BETWEEN 0 AND 10000),
  amount bigint NOT NULL,
  currency text NOT NULL,
  reversed_amount bigint NOT NULL DEFAULT 0,
  reverses_id bigint REFERENCES commissions,
  net_credited bigint NOT NULL DEFAULT 0,
  deductions jsonb NOT NULL DEFAULT '[]',
  status text NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'held', 'approved', 'paid', 'rejected', 'reversed')),
  held_for text CHECK (held_for IN ('fraud', 'holding_period', 'kyc', 'suspended')),
  hold_until timestamptz,
  accrual_key text NOT NULL CONSTRAINT commissions_accrual_key UNIQUE,
  explanation jsonb NOT NULL,
  earned_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by_id bigint REFERENCES users,
  decision_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT commissions_sign_check CHECK (CASE WHEN reverses_id IS NULL THEN amount >= 0 ELSE amount <= 0 END),
  CONSTRAINT commissions_reversed_check CHECK (reversed_amount BETWEEN 0 AND abs(amount)),
  CONSTRAINT commissions_held_check CHECK ((status = 'held') = (held_for IS NOT NULL))
);
CREATE INDEX commissions_beneficiary_idx ON commissions (beneficiary_id, created_at, id);
CREATE INDEX commissions_status_idx ON commissions (program_id, status, created_at, id);
CREATE INDEX commissions_created_idx ON commissions (program_id, created_at, id);
CREATE INDEX commissions_sale_idx ON commissions (sale_id);
CREATE INDEX commissions_matured_idx ON commissions (hold_until) WHERE status = 'held' AND held_for = 'holding_period';
CREATE INDEX commissions_reverses_idx ON commissions (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE FUNCTION keep_commission_amount() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the amount of a commission never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER commissions_keep_amount BEFORE UPDATE ON commissions FOR EACH ROW
  WHEN (OLD.amount <> NEW.amount OR OLD.beneficiary_id <> NEW.beneficiary_id OR OLD.accrual_key <> NEW.accrual_key)
  EXECUTE FUNCTION keep_commission_amount();

CREATE TABLE fraud_flags (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  commission_id bigint REFERENCES commissions,
  sale_id bigint REFERENCES sales,
  reason text NOT NULL,
  detail text,
  resolved_at timestamptz,
  resolved_by_id bigint REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX fraud_flags_open_idx ON fraud_flags (program_id, created_at, id) WHERE resolved_at IS NULL;
CREATE INDEX fraud_flags_commission_idx ON fraud_flags (commission_id);
`;

export const down = `
DROP TABLE fraud_flags, commissions;
DROP FUNCTION keep_commission_amount();
`;
