import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { languages } from '../users/user.js';
import type { Language } from '../users/user.js';

const name = 'upline_language';
const asLanguage = (value: unknown): Language | undefined => languages.find((language) => language === value);

/** The language a page is shown in: just asked for, chosen before, the account's, the browser's. */
export function languageOf(request: Request, ofAccount?: Language): Language {
  const chosen = asLanguage(parseCookie(request.headers.cookie ?? '')[name]);
  const ofBrowser = asLanguage(request.acceptsLanguages([...languages]));
  return asLanguage(request.query['lang']) ?? chosen ?? ofAccount ?? ofBrowser ?? 'en';
}

/** Remembers what `?lang=` asks for. */
export function keepLanguage(request: Request, response: Response): void {
  const value = asLanguage(request.query['lang']);
  if (!value) return;
  const cookie = stringifySetCookie({ name, value, path: '/', httpOnly: true, sameSite: 'lax', maxAge: 31_536_000 });
  response.append('Set-Cookie', cookie);
}
