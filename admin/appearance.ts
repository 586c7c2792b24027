import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { languages } from '../src/users/user.js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const name = 'upline_look';
const appearance = z.object({
  theme: z.enum(themes).catch('system'),
  language: z.enum(languages).optional().catch(undefined),
});
export type Appearance = z.output<typeof appearance>;

/** How this browser wants the panel to look; it says nothing about who sits there. */
export function appearanceOf(request: Request): Appearance {
  const text = parseCookie(request.get('cookie') ?? '')[name] ?? '';
  return appearance.parse(Object.fromEntries(new URLSearchParams(text)));
}

export function keepAppearance(request: Request, response: Response, wish: Partial<Appearance>): void {
  const { theme, language } = appearance.parse({ ...appearanceOf(request), ...wish });
  const value = new URLSearchParams({ theme, ...(language && { language }) }).toString();
  response.append(
    'Set-Cookie',
    stringifySetCookie({ name, value, path: '/admin', httpOnly: true, sameSite: 'strict', maxAge: 31_536_000 }),
  );
}
