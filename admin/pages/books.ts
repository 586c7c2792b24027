import { runBooks } from '../../src/all-checks.js';
import { page } from '../pages.js';
import { finance } from '../policies.js';

/** The promises of the books, asked afresh each time the page is opened. */
export const books = page({
  name: 'books',
  component: 'BooksPage',
  icon: 'BookOpen',
  group: 'money',
  see: finance,
  async read() {
    const startedAt = Date.now();
    const checks = await runBooks();
    const told = checks.map((check) => ({ ...check, rows: check.rows.map((row) => JSON.stringify(row, bigText)) }));
    return { checks: told, took_ms: Date.now() - startedAt, at: new Date().toISOString() };
  },
});

const bigText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);
