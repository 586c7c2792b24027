import { afterEach, describe, expect, test } from '@jest/globals';
import { house, wallet } from '../../src/ledger/address.js';
import { balanceOf } from '../../src/ledger/balance.js';
import { post } from '../../src/ledger/posting.js';
import { sealPostings } from '../../src/ledger/seal.js';
import { asOwner, asSuperuser } from '../support/database.js';
import { broken, expense, inTx, move, postOnce } from './ledger.js';

const gross = (): Promise<bigint> => balanceOf(expense, 'USD').then(({ balance }) => balance);

describe('sealing the books', () => {
  test('covers every posting once', async () => {
    await postOnce('a', move(expense, wallet(1), 1000n), move(wallet(1), house('shop', 'fee-income'), 10n, 'fee'));
    await postOnce('b', move(expense, wallet(2), 500n));
    expect(await sealPostings()).toBe(3);
    expect(await sealPostings()).toBe(0);
    expect(await broken()).toEqual([]);
  });

  test('takes what an open transaction wrote once that is committed', async () => {
    await inTx(async (tx) => {
      await post(tx, { reference: 'slow', entries: [move(expense, wallet(3), 5n)] });
      await postOnce('quick', move(expense, wallet(4), 7n));
      expect(await sealPostings()).toBe(1);
    });
    expect(await sealPostings()).toBe(1);
    expect(await broken()).toEqual([]);
  });

  test('by two processes at once seals each posting once', async () => {
    await postOnce('c', move(expense, wallet(5), 5n));
    const counts = await Promise.all([sealPostings(), sealPostings(), sealPostings()]);
    expect(counts.sort()).toEqual([0, 0, 1]);
    expect(await broken()).toEqual([]);
  });

  test('gives the balance of a house account from its snapshot and what came after', async () => {
    expect(await gross()).toBe(-1517n);
    await postOnce('d', move(expense, wallet(6), 3n));
    expect(await gross()).toBe(-1520n);
    await sealPostings();
    expect(await gross()).toBe(-1520n);
  });

  test('goes on in a restored database, whose transaction numbers begin anew', async () => {
    await asSuperuser(`INSERT INTO postings (reference, line, debit_id, credit_id, amount, currency, kind, xid)
      SELECT 'ahead', 1, debit_id, credit_id, 1, currency, kind, '900000000' FROM postings WHERE reference = 'b'`);
    expect(await sealPostings()).toBe(1);
    await postOnce('e', move(expense, wallet(7), 3n));
    expect(await sealPostings()).toBe(1);
    expect(await sealPostings()).toBe(0);
    expect(await broken()).toEqual([]);
  });
});

describe('changing history', () => {
  test.each(['postings', 'ledger_seals', 'ledger_snapshots', 'accounts', 'holds', 'command_log'])(
    'is refused on %s, also for the owner of the tables',
    async (table) => {
      await expect(asOwner(`DELETE FROM ${table}`)).rejects.toThrow();
      await expect(asOwner(`TRUNCATE ${table} CASCADE`)).rejects.toThrow();
    },
  );

  test('is refused to updates of postings and balances', async () => {
    await expect(asOwner('UPDATE postings SET amount = 1')).rejects.toThrow('append-only');
    await expect(asOwner('UPDATE accounts SET balance = 1')).rejects.toThrow('change only by posting');
    await expect(asOwner('UPDATE accounts SET address = address')).rejects.toThrow('change only by posting');
  });
});

describe('the books, when a superuser switched the triggers off', () => {
  const restore: string[] = [];
  const past = (sql: string): Promise<unknown> => asSuperuser(`SET session_replication_role = replica; ${sql}`);
  afterEach(async () => {
    for (const sql of restore.splice(0)) await past(sql);
    expect(await broken()).toEqual([]);
  });

  test('find a changed amount', async () => {
    restore.push(`UPDATE postings SET amount = 500 WHERE reference = 'b'`);
    await past(`UPDATE postings SET amount = 501 WHERE reference = 'b'`);
    expect(await broken()).toEqual(['balances', 'seals', 'snapshots']);
  });

  test('find a changed amount also when the balances were bent to fit', async () => {
    const bend = (by: number): string => `
      UPDATE postings SET amount = amount + ${by} WHERE reference = 'b';
      UPDATE accounts SET balance = balance + ${by} WHERE address = 'member:2:wallet';
      UPDATE ledger_snapshots SET balance = balance - ${by} WHERE account_id = (SELECT id FROM accounts WHERE address = '${expense}')`;
    restore.push(bend(-1));
    await past(bend(1));
    expect(await broken()).toEqual(['seals']);
  });

  test('find a posting that was moved to somebody else', async () => {
    const swap = (id: number) =>
      `UPDATE postings SET credit_id = (SELECT id FROM accounts WHERE address = 'member:${id}:wallet') WHERE reference = 'b'`;
    restore.push(swap(2));
    await past(swap(1));
    expect(await broken()).toEqual(['balances', 'seals']);
  });

  test('find a balance that no posting explains', async () => {
    restore.push(`UPDATE accounts SET balance = balance - 1 WHERE address = 'member:1:wallet'`);
    await past(`UPDATE accounts SET balance = balance + 1 WHERE address = 'member:1:wallet'`);
    expect(await broken()).toEqual(['balances']);
  });

  test('find a seal that was cut out of the chain', async () => {
    const [seal] = await asOwner<{ row: string }>(
      `SELECT to_jsonb(ledger_seals)::text AS row FROM ledger_seals WHERE previous_id IS NULL`,
    );
    restore.push(`INSERT INTO ledger_seals OVERRIDING SYSTEM VALUE
      SELECT * FROM jsonb_populate_record(NULL::ledger_seals, '${seal?.row ?? ''}')`);
    await past('DELETE FROM ledger_seals WHERE previous_id IS NULL');
    expect(await broken()).toEqual(['seals', 'snapshots']);
  });

  test('find a trigger that is switched off', async () => {
    await asSuperuser('ALTER TABLE postings DISABLE TRIGGER postings_append_only');
    expect(await broken()).toEqual(['guards']);
    await asSuperuser('ALTER TABLE postings ENABLE TRIGGER postings_append_only');
  });
});
