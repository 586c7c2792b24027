import { runBooks } from './all-checks.js';
import { db } from './db/sequelize.js';
import type { CheckResult } from './ledger/run-checks.js';

// npm run books: shows each promise of the books, green or red with the rows that break it; exit 1 on a breach.

const results = await runBooks().finally(() => db.close());
const width = Math.max(...results.map(({ name }) => name.length));
for (const result of results) process.stdout.write(`${lineOf(result)}\n${rowsOf(result)}`);

const broken = results.filter(({ rows }) => rows.length > 0).length;
process.stdout.write(broken === 0 ? 'The books balance.\n' : `${broken} of ${results.length} promises are broken.\n`);
process.exitCode = broken === 0 ? 0 : 1;

function lineOf({ name, promise, rows }: CheckResult): string {
  return `${rows.length === 0 ? 'ok    ' : 'BROKEN'}  ${name.padEnd(width)}  ${promise}`;
}

function rowsOf({ rows }: CheckResult): string {
  return rows.map((row) => `          ${JSON.stringify(row)}\n`).join('');
}
