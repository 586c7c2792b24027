import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import type { Clone } from './clones.js';

// Runs before each test file and before any module of the project: gives the file a database of its own, so tests
// never meet, and an environment in which nothing reaches outside.

const socketPath = process.env['TEST_CLONES'] ?? '';
const clone = await askForClone(`/${process.env['JEST_WORKER_ID'] ?? '1'}`);

Object.assign(process.env, {
  NODE_ENV: 'test',
  DATABASE_URL: clone.database_url,
  OWNER_DATABASE_URL: clone.owner_database_url,
  TEST_SUPERUSER_URL: clone.superuser_url,
  APP_SECRET: 'a secret for tests, long enough to be taken',
  DATA_DIR: mkdtempSync(join(dirname(socketPath), 'data-')),
  MONGODB_URL: process.env['TEST_MONGODB_URL'] ?? '',
  SMTP_URL: '',
  LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
});

async function askForClone(path: string): Promise<Clone> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ socketPath, path }, resolve).on('error', reject).end();
  });
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`No database for this test file: ${answer}`);
  return JSON.parse(answer) as Clone;
}
