import type { Request, Response } from 'express';
import type { Shown } from '../http/page.js';
import type { Language } from '../users/user.js';
import { assetUrl } from './asset-url.js';
import { keepLanguage, languageOf } from './language.js';
import { sayIn } from './say.js';
import type { Say } from './say.js';

/** What every view knows. */
export interface PageFacts {
  say: Say;
  asset(file: string): string;
  /** The same page in the other language. */
  otherLanguage: { language: Language; href: string };
  path: string;
}

interface Asked {
  request: Request;
  response: Response;
}

interface Reader {
  language?: Language | undefined;
  timeZone?: string | undefined;
}

export function pageFacts({ request, response }: Asked, { language, timeZone }: Reader = {}): PageFacts {
  keepLanguage(request, response);
  const shown = languageOf(request, language);
  const other = shown === 'en' ? 'hi' : 'en';
  return {
    say: sayIn(shown, timeZone),
    asset: assetUrl,
    otherLanguage: { language: other, href: hrefIn(other, request) },
    path: request.path,
  };
}

/** Keeps what the address carries, such as a referral code, and says the language. */
function hrefIn(language: Language, request: Request): string {
  const url = new URL(request.originalUrl, 'http://own.invalid');
  url.searchParams.set('lang', language);
  return url.search;
}

/** A view with its data and what every view knows. */
export const showPage = (
  page: PageFacts,
  view: string,
  data: Readonly<Record<string, unknown>> = {},
  status = 200,
): Shown => ({ view, status, data: { ...data, page } });
