import { readFile, readdir, stat } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { env } from '../../config/env.js';
import { fromRoot } from '../../config/paths.js';
import type { Letter } from '../../src/mail/letter.js';
import { sendLetter } from '../../src/mail/send-letter.js';

const folder = fromRoot(env.DATA_DIR, 'mails');
const letter: Letter = {
  language: 'en',
  subject: 'A subject',
  greeting: 'Hello Bo,',
  paragraphs: ['One thing.', 'Another.'],
};
const send = (source: string, parts: Partial<Letter> = {}) =>
  sendLetter({ to: 'bo@example.com', letter: { ...letter, ...parts }, source });
const read = (source: string) => readFile(`${folder}/${source}.eml`, 'utf8');

describe('a letter', () => {
  test('is written as text and HTML under the name of its cause', async () => {
    await send('outbox-1');
    const mail = await read('outbox-1');
    expect(mail).toContain('To: bo@example.com');
    expect(mail).toContain('Subject: A subject');
    expect(mail).toMatch(/Message-ID: <outbox-1@[\w.]+>/);
    expect(mail).toContain('Content-Type: text/plain');
    expect(mail).toContain('Content-Type: text/html');
  });

  test('sent again for the same cause is the same mail', async () => {
    await send('outbox-2');
    const { mtimeMs } = await stat(`${folder}/outbox-2.eml`);
    await send('outbox-2', { subject: 'Another subject' });
    expect(await read('outbox-2')).toContain('Subject: A subject');
    expect((await stat(`${folder}/outbox-2.eml`)).mtimeMs).toBe(mtimeMs);
  });

  test('shows markup in a name as what it is', async () => {
    await send('outbox-3', { greeting: 'Hello <script>alert(1)</script>,' });
    const html = (await read('outbox-3')).split('text/html')[1] ?? '';
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
  });

  test('keeps its headers whatever a subject contains', async () => {
    await send('outbox-4', { subject: 'Hi\r\nBcc: evil@example.com' });
    const [headers] = (await read('outbox-4')).split('\n\n');
    expect(headers).not.toMatch(/^Bcc:/m);
  });

  test('can carry something to do and something to copy', async () => {
    await send('outbox-5', { action: { label: 'Do it', url: 'https://example.com/do' }, figure: '123456' });
    const mail = await read('outbox-5');
    expect(mail).toContain('Do it:\nhttps://example.com/do');
    expect(mail).toContain('    123456');
  });

  test('never lies half-written in the folder', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => send(`outbox-${String(100 + n)}`)));
    expect((await readdir(folder)).filter((name) => !name.endsWith('.eml'))).toEqual([]);
  });
});
