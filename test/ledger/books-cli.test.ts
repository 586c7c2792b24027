import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../../config/paths.js';
import { wallet } from '../../src/ledger/address.js';
import { asSuperuser } from '../support/database.js';
import { expense, move, postOnce } from './ledger.js';

const books = () =>
  spawnSync(process.execPath, [join(root, 'config/run.mjs'), 'src/books'], { encoding: 'utf8', env: process.env });

describe('npm run books', () => {
  test('lists every promise and exits 0 when the books balance', async () => {
    await postOnce('a', move(expense, wallet(1), 1000n));
    const { status, stdout } = books();
    expect(stdout).toMatch(/^ok {6}balances\s+The balance kept on each owned account/m);
    expect(stdout).toContain('The books balance.');
    expect(status).toBe(0);
  });

  test('shows the rows that break a promise and exits 1', async () => {
    await asSuperuser(
      `SET session_replication_role = replica; UPDATE accounts SET balance = 7 WHERE owner = 'member:1'`,
    );
    const { status, stdout } = books();
    expect(stdout).toMatch(/^BROKEN {2}balances.*\n.*"address":"member:1:wallet","balance":"7","recomputed":"1000"/m);
    expect(stdout).toContain('1 of ');
    expect(status).toBe(1);
  });
});
