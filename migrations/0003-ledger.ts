/** Accounts, movements between them, money held for something, and seals that show whether history was touched. */
export const up = `
CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address text NOT NULL CHECK (address ~ '^[a-z0-9_:-]{1,100}$'),
  owner text,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  min_balance bigint,
  balance bigint,
  held bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT accounts_address_key UNIQUE (address, currency),
  CONSTRAINT accounts_currency_key UNIQUE (id, currency),
  CONSTRAINT accounts_owner_check CHECK (
    CASE WHEN owner IS NULL THEN balance IS NULL AND held IS NULL AND min_balance IS NULL
         ELSE balance IS NOT NULL AND held IS NOT NULL END),
  CONSTRAINT accounts_held_check CHECK (held >= 0),
  CONSTRAINT accounts_available_check CHECK (balance - held >= min_balance),
  CONSTRAINT accounts_recovery_check CHECK (address NOT LIKE 'member:%:recovery' OR balance <= 0)
) WITH (fillfactor = 80);
CREATE INDEX accounts_owner_idx ON accounts (owner) WHERE owner IS NOT NULL;

CREATE TABLE postings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 200),
  line integer NOT NULL CHECK (line > 0),
  debit_id bigint NOT NULL,
  credit_id bigint NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  currency text NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
  reverses_id bigint REFERENCES postings,
  effective_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT postings_reference_key UNIQUE (reference, line),
  CONSTRAINT postings_sides_check CHECK (debit_id <> credit_id),
  CONSTRAINT postings_debit_fkey FOREIGN KEY (debit_id, currency) REFERENCES accounts (id, currency),
  CONSTRAINT postings_credit_fkey FOREIGN KEY (credit_id, currency) REFERENCES accounts (id, currency)
);
CREATE INDEX postings_debit_idx ON postings (debit_id, id);
CREATE INDEX postings_credit_idx ON postings (credit_id, id);
CREATE INDEX postings_xid_idx ON postings (xid);
CREATE INDEX postings_reverses_idx ON postings (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE TRIGGER postings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON postings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE holds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts,
  reference text NOT NULL CONSTRAINT holds_reference_key UNIQUE CHECK (length(reference) BETWEEN 1 AND 200),
  amount bigint NOT NULL CHECK (amount > 0),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'captured', 'released')),
  created_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  CONSTRAINT holds_closed_check CHECK ((status = 'open') = (closed_at IS NULL))
);
CREATE INDEX holds_open_idx ON holds (account_id) WHERE status = 'open';

CREATE FUNCTION keep_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE accounts SET balance = balance + moved.amount
  FROM (
    SELECT account_id, sum(amount)::bigint AS amount
    FROM (SELECT credit_id AS account_id, amount FROM added UNION ALL SELECT debit_id, -amount FROM added) AS sides
    GROUP BY account_id
  ) AS moved
  WHERE accounts.id = moved.account_id AND accounts.owner IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER postings_keep_balances AFTER INSERT ON postings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_balances();

CREATE FUNCTION keep_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE accounts SET held = held + CASE WHEN NEW.status = 'open' THEN NEW.amount ELSE -NEW.amount END
  WHERE id = NEW.account_id AND owner IS NOT NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'only owned accounts can hold money' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER holds_keep_held AFTER INSERT OR UPDATE ON holds FOR EACH ROW EXECUTE FUNCTION keep_held();

CREATE FUNCTION refuse_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% change only by posting, holding, capturing and releasing', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER accounts_not_by_hand BEFORE UPDATE OF address, owner, currency, balance, held ON accounts
  FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_by_hand();
CREATE TRIGGER accounts_kept BEFORE DELETE OR TRUNCATE ON accounts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_by_hand();
CREATE TRIGGER holds_open_first BEFORE INSERT ON holds FOR EACH ROW
  WHEN (NEW.status <> 'open') EXECUTE FUNCTION refuse_by_hand();
CREATE TRIGGER holds_close_once BEFORE UPDATE ON holds FOR EACH ROW
  WHEN (OLD.status <> 'open' OR NEW.status = 'open' OR
    (OLD.account_id, OLD.reference, OLD.amount) IS DISTINCT FROM (NEW.account_id, NEW.reference, NEW.amount))
  EXECUTE FUNCTION refuse_by_hand();
CREATE TRIGGER holds_kept BEFORE DELETE OR TRUNCATE ON holds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_by_hand();

CREATE FUNCTION posting_digest(posting postings) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    posting.id, posting.reference, posting.line, posting.debit_id, posting.credit_id, posting.amount, posting.currency,
    posting.kind, posting.reverses_id, extract(epoch FROM posting.effective_at), posting.xid::text)::text, 'UTF8'))
$$;

CREATE TABLE ledger_seals (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  previous_id bigint CONSTRAINT ledger_seals_previous_key UNIQUE NULLS NOT DISTINCT REFERENCES ledger_seals,
  postings int8multirange NOT NULL,
  posting_count bigint NOT NULL CHECK (posting_count > 0),
  settled_below xid8 NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ledger_seals_postings_idx ON ledger_seals USING gist (postings);
CREATE TRIGGER ledger_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger_snapshots (
  account_id bigint NOT NULL REFERENCES accounts,
  seal_id bigint NOT NULL REFERENCES ledger_seals,
  balance bigint NOT NULL,
  PRIMARY KEY (account_id, seal_id)
);
CREATE TRIGGER ledger_snapshots_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_snapshots
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

export const down = `
DROP TABLE ledger_snapshots, ledger_seals;
DROP FUNCTION posting_digest(postings);
DROP TABLE holds, postings, accounts;
DROP FUNCTION keep_balances(), keep_held(), refuse_by_hand();
`;
