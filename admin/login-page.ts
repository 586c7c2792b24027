import { assetUrl } from './assets.js';
import type { Theme } from './appearance.js';
import { icon } from './html.js';
import { words } from './locale.js';

interface LoginPage {
  language: 'en' | 'hi';
  theme: Theme;
  next: string;
  login?: string;
  fault?: 'wrong' | 'tooMany' | 'notStaff' | 'ended';
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/** Our own page, not AdminJS's: no scripts at all, so it works before anything is trusted. */
export function loginPage({ language, theme, next, login = '', fault }: LoginPage): string {
  const say = (word: string) => escapeHtml(words(language)[`panel.login.${word}`] ?? word);
  return `<!DOCTYPE html>
<html lang="${language}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('title')} · Upline</title>
${icon}
<link rel="stylesheet" href="${assetUrl('panel.css')}">
</head>
<body class="login">
<main class="login-card">
  <p class="wordmark" aria-label="Upline">${wordmark}<span>upline</span></p>
  <h1>${say('title')}</h1>
  ${fault ? `<p class="alert" role="alert">${say(fault)}</p>` : ''}
  <form method="post" action="/admin/login">
    <input type="hidden" name="next" value="${escapeHtml(next)}">
    <label for="login">${say('name')}</label>
    <input id="login" name="login" value="${escapeHtml(login)}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus maxlength="254">
    <label for="password">${say('password')}</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200">
    <button class="button primary" type="submit">${say('enter')}</button>
  </form>
</main>
</body>
</html>`;
}

const wordmark = `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M4 19 12 12 20 4" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/><circle cx="4" cy="19" r="2.5"/><circle cx="12" cy="12" r="2.5"/><circle cx="20" cy="4.5" r="2.5"/></svg>`;
