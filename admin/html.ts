import type { ReduxState } from 'adminjs';
import { assetUrl } from './assets.js';

/** What a page needs besides AdminJS's own text. */
export interface Page {
  nonce: string;
  theme: string;
  mayUse(resourceId: string, action?: string): boolean;
}

/** The wordmark's sign, in the page itself: one request less, and none that fails. */
export const icon = `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><g fill="#0b6078"><circle cx="4" cy="19" r="3"/><circle cx="12" cy="12" r="3"/><circle cx="20" cy="5" r="3"/></g><path d="M4 19 20 5" stroke="#0b6078" stroke-width="2.5"/></svg>',
)}">`;

const stateLine = /^\s*window\.REDUX_STATE = (.*);$/s;
const themeLine = /^\s*window\.THEME = (.*);$/s;
const asset = /\/admin\/frontend\/assets\/([\w.-]+)/g;

/**
 * AdminJS's page made fit to serve. Its state and theme are one line each (JSON has no raw line feed), so they are
 * found by line, pruned to what the person may open, and escaped; other lines get the nonce and versioned assets.
 */
export function fitToServe(html: string, page: Page): string {
  return html
    .split('\n')
    .filter((line) => !line.includes('fonts.googleapis.com') && !line.includes('color-scheme: light'))
    .map((line) => fitLine(line, page))
    .join('\n')
    .trimStart();
}

function fitLine(line: string, page: Page): string {
  const state = stateLine.exec(line)?.[1];
  if (state) return `window.REDUX_STATE = ${inScript(prune(JSON.parse(state) as ReduxState, page))};`;
  const theme = themeLine.exec(line)?.[1];
  if (theme) return `window.THEME = ${inScript(JSON.parse(theme))};`;
  return line
    .replace(/<html lang=(\w+)>/, (_all, language: string) => `<html lang="${language}" data-theme="${page.theme}">`)
    .replace('</title>', `</title>${icon}`)
    .replaceAll('<script', `<script nonce="${page.nonce}"`)
    .replace(asset, (_path, name: string) => assetUrl(name));
}

/** Nobody is told of what they cannot open, and what only AdminJS's own screens read stays here. */
function prune(state: ReduxState, { mayUse }: Page): object {
  const resources = state.resources
    .filter(({ id }) => mayUse(id))
    .map(({ id, actions }) => ({
      id,
      actions: actions
        .filter(({ name }) => mayUse(id, name))
        .map(({ name, custom }) => (name === 'list' ? { name, custom } : { name })),
    }));
  return { ...state, resources };
}

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** JSON that cannot end the script it stands in. */
const inScript = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (character) => escapes[character] ?? '');
