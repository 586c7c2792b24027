import type { Check } from './check.js';

/** What the ledger itself promises at any moment. */
export const ledgerChecks: readonly Check[] = [
  {
    name: 'postings',
    promise: 'Debits equal credits in every currency, and every posting stands between two accounts of its currency.',
    breaches: `
      SELECT postings.id, reference, line, postings.currency, amount FROM postings
      LEFT JOIN accounts AS debits ON debits.id = debit_id AND debits.currency = postings.currency
      LEFT JOIN accounts AS credits ON credits.id = credit_id AND credits.currency = postings.currency
      WHERE debits.id IS NULL OR credits.id IS NULL OR debits.id = credits.id OR amount <= 0`,
  },
  {
    name: 'balances',
    promise: 'The balance kept on each owned account is the sum of its postings.',
    breaches: `
      WITH moved AS (
        SELECT account_id, sum(amount) AS amount
        FROM (SELECT credit_id AS account_id, amount FROM postings
              UNION ALL SELECT debit_id, -amount FROM postings) AS sides
        GROUP BY account_id
      )
      SELECT id, address, balance, coalesce(amount, 0) AS recomputed
      FROM accounts LEFT JOIN moved ON account_id = accounts.id
      WHERE owner IS NOT NULL AND balance IS DISTINCT FROM coalesce(amount, 0)`,
  },
  {
    name: 'holds',
    promise: 'What is held on each account is the sum of its open holds.',
    breaches: `
      SELECT accounts.id, address, held, coalesce(sum(amount), 0) AS open_holds
      FROM accounts LEFT JOIN holds ON account_id = accounts.id AND status = 'open'
      WHERE owner IS NOT NULL GROUP BY accounts.id HAVING held IS DISTINCT FROM coalesce(sum(amount), 0)`,
  },
  {
    name: 'floors',
    promise: 'No account has less available than it may have, and nobody owes a negative debt.',
    breaches: `
      SELECT id, address, balance, held, min_balance FROM accounts
      WHERE balance - held < min_balance OR held < 0 OR (address LIKE 'member:%:recovery' AND balance > 0)`,
  },
  {
    name: 'reversals',
    promise: 'Each reversal mirrors its original, and together they take back no more than there was.',
    breaches: `
      SELECT back.id, back.reference, original.reference AS reverses
      FROM postings AS back JOIN postings AS original ON original.id = back.reverses_id
      WHERE (back.debit_id, back.credit_id) IS DISTINCT FROM (original.credit_id, original.debit_id)
        OR original.amount < (SELECT sum(amount) FROM postings WHERE reverses_id = original.id)`,
  },
];

/** What shows that somebody went past the program. */
export const tamperChecks: readonly Check[] = [
  {
    name: 'seals',
    promise: 'The hash chain over all sealed postings is unbroken.',
    breaches: `
      SELECT seal.id AS seal, seal.created_at, seal.posting_count, covered.count AS found
      FROM ledger_seals AS seal LEFT JOIN ledger_seals AS previous ON previous.id = seal.previous_id,
      LATERAL (
        SELECT count(*) AS count, coalesce(string_agg(posting_digest(posting), '' ORDER BY posting.id), '') AS digests
        FROM unnest(seal.postings) AS span JOIN postings AS posting
          ON posting.id >= lower(span) AND posting.id < upper(span)
      ) AS covered
      WHERE covered.count <> seal.posting_count OR seal.hash <> sha256(coalesce(previous.hash, '') || covered.digests)
        OR (seal.previous_id IS NULL AND EXISTS (SELECT FROM ledger_seals WHERE id < seal.id))`,
  },
  {
    name: 'snapshots',
    promise: 'The latest snapshot of each house account is the sum of its sealed postings.',
    breaches: `
      WITH latest AS (
        SELECT DISTINCT ON (account_id) account_id, balance FROM ledger_snapshots ORDER BY account_id, seal_id DESC
      ), moved AS (
        SELECT sides.account_id, sum(sides.amount) AS amount
        FROM ledger_seals, unnest(ledger_seals.postings) AS span
        JOIN postings ON postings.id >= lower(span) AND postings.id < upper(span),
        LATERAL (VALUES (credit_id, amount), (debit_id, -amount)) AS sides (account_id, amount)
        GROUP BY sides.account_id
      )
      SELECT accounts.id, address, latest.balance, moved.amount AS recomputed
      FROM accounts LEFT JOIN latest ON latest.account_id = accounts.id LEFT JOIN moved ON moved.account_id = accounts.id
      WHERE owner IS NULL AND latest.balance IS DISTINCT FROM moved.amount`,
  },
  {
    name: 'guards',
    promise: 'Every trigger that guards the books and the logs is switched on.',
    breaches: `
      SELECT tgrelid::regclass::text AS table_name, tgname::text AS trigger FROM pg_trigger
      WHERE NOT tgisinternal AND tgenabled = 'D'`,
  },
];

export const outboxChecks: readonly Check[] = [
  {
    name: 'outbox',
    promise: 'No event waits longer than a minute for its delivery.',
    breaches: `
      SELECT id, type, attempts, error, created_at FROM outbox
      WHERE status = 'waiting' AND created_at < clock_timestamp() - interval '60 seconds'`,
  },
];
