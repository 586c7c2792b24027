/** Where members want their money, what they asked for, who agreed, and which commissions each payout covered. */
export const up = `
CREATE TABLE bank_accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  member_id bigint NOT NULL REFERENCES members,
  holder text NOT NULL,
  bank_name text NOT NULL,
  bank_code text NOT NULL,
  number_encrypted bytea NOT NULL,
  last_four text NOT NULL CHECK (last_four ~ '^[A-Z0-9]{1,4}$'),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
  created_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz
);
CREATE INDEX bank_accounts_member_idx ON bank_accounts (member_id, created_at, id);
CREATE INDEX bank_accounts_created_idx ON bank_accounts (program_id, created_at, id);
CREATE UNIQUE INDEX bank_accounts_active_idx ON bank_accounts (member_id) WHERE status = 'active';

CREATE TABLE payout_batches (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'exported', 'answered')),
  currency text NOT NULL,
  payout_count integer NOT NULL CHECK (payout_count > 0),
  total bigint NOT NULL CHECK (total > 0),
  created_by_id bigint REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  exported_at timestamptz,
  answered_at timestamptz
);
CREATE INDEX payout_batches_created_idx ON payout_batches (program_id, created_at, id);

CREATE TABLE payouts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  program_id bigint NOT NULL REFERENCES programs,
  member_id bigint NOT NULL REFERENCES members,
  bank_account_id bigint REFERENCES bank_accounts,
  batch_id bigint REFERENCES payout_batches,
  plan_id bigint REFERENCES plans,
  amount bigint NOT NULL CHECK (amount > 0),
  tax bigint NOT NULL DEFAULT 0 CHECK (tax >= 0),
  instalment bigint NOT NULL DEFAULT 0 CHECK (instalment >= 0),
  fee bigint NOT NULL DEFAULT 0 CHECK (fee >= 0),
  net bigint NOT NULL CHECK (net > 0),
  currency text NOT NULL,
  deductions jsonb NOT NULL DEFAULT '[]',
  status text NOT NULL DEFAULT 'requested'
    CHECK (status IN ('requested', 'approved', 'processing', 'paid', 'rejected', 'failed', 'cancelled')),
  approvals_needed integer NOT NULL DEFAULT 1 CHECK (approvals_needed IN (1, 2)),
  requested_by_id bigint REFERENCES users,
  first_approved_by_id bigint REFERENCES users,
  first_approved_at timestamptz,
  approved_by_id bigint REFERENCES users,
  approved_at timestamptz,
  bank_reference text,
  settled_by_id bigint REFERENCES users,
  settled_at timestamptz,
  closed_by_id bigint REFERENCES users,
  closed_at timestamptz,
  close_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT payouts_sum_check CHECK (amount = net + tax + instalment + fee),
  CONSTRAINT payouts_bank_reference_key UNIQUE (program_id, bank_reference),
  CONSTRAINT payouts_paid_check CHECK ((status = 'paid') = (settled_at IS NOT NULL)
    AND (status <> 'paid' OR bank_reference IS NOT NULL)),
  CONSTRAINT payouts_closed_check CHECK ((status IN ('rejected', 'failed', 'cancelled')) = (closed_at IS NOT NULL)),
  CONSTRAINT payouts_approved_check CHECK (
    (status IN ('approved', 'processing', 'paid')) <= (approved_at IS NOT NULL)),
  CONSTRAINT payouts_requester_check CHECK (
    approved_by_id <> requested_by_id AND first_approved_by_id <> requested_by_id),
  CONSTRAINT payouts_approvers_check CHECK (
    approved_by_id IS NULL OR approvals_needed = 1
    OR (first_approved_by_id IS NOT NULL AND first_approved_by_id <> approved_by_id))
);
CREATE INDEX payouts_member_idx ON payouts (member_id, created_at, id);
CREATE INDEX payouts_created_idx ON payouts (program_id, created_at, id);
CREATE INDEX payouts_status_idx ON payouts (program_id, status, created_at, id);
CREATE INDEX payouts_batch_idx ON payouts (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE payout_allocations (
  payout_id bigint NOT NULL REFERENCES payouts,
  commission_id bigint NOT NULL REFERENCES commissions,
  amount bigint NOT NULL CHECK (amount > 0),
  PRIMARY KEY (payout_id, commission_id)
);
CREATE INDEX payout_allocations_commission_idx ON payout_allocations (commission_id);
CREATE TRIGGER payout_allocations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payout_allocations
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

export const down = `
DROP TABLE payout_allocations, payouts, payout_batches, bank_accounts;
`;
