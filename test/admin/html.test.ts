import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitToServe } from '../../admin/html.js';

const page = { nonce: 'abc', theme: 'dark', mayUse: (id: string) => id !== 'secrets' };

const layout = (state: unknown): string => `
    <!DOCTYPE html>
    <html lang=en>
    <head>
      <script>
        window.REDUX_STATE = ${JSON.stringify(state)};
        window.THEME = ${JSON.stringify({ font: '<b>' })};
      </script>
      <link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto:300,400,500,700" type="text/css">
      <title>Upline</title>
      <script src="/admin/frontend/assets/app.bundle.js"></script>
    </head></html>`;

const state = (session: unknown) => ({
  session,
  resources: [
    { id: 'users', actions: [{ name: 'list', custom: { list: ['a'] } }, { name: 'show' }] },
    { id: 'secrets', actions: [] },
  ],
});

describe('AdminJS’s page made fit to serve', () => {
  test('gives every script the nonce and loads nothing from elsewhere', () => {
    const html = fitToServe(layout(state({})), page);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<script nonce="abc"/g)).toHaveLength(2);
    expect(html).not.toContain('googleapis');
    expect(html).toContain('<html lang="en" data-theme="dark">');
  });

  test('says nothing of tables that the person cannot open', () => {
    expect(fitToServe(layout(state({})), page)).not.toContain('secrets');
  });

  test('keeps whatever people are called inside the state, unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const html = fitToServe(layout(state({ name: `${name}</script><script>x()</script>\u2028` })), page);
        const [line = ''] = html.split('\n').filter((one) => one.startsWith('window.REDUX_STATE = '));
        expect(line).not.toContain('<');
        const read = JSON.parse(line.slice('window.REDUX_STATE = '.length, -1)) as { session: { name: string } };
        expect(read.session.name).toBe(JSON.parse(JSON.stringify(`${name}</script><script>x()</script>\u2028`)));
      }),
    );
  });
});
