import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../config/paths.js';
import { languages } from '../src/users/user.js';
import type { Language } from '../src/users/user.js';

type Tree = { [word: string]: string | Tree };

const loaded = new Map<Language, Readonly<Record<string, string>>>();

/** Every text of a language under `feature.screen.word`; what is not translated yet reads in English. */
export function words(language: Language): Readonly<Record<string, string>> {
  const known = loaded.get(language) ?? { ...(language === 'en' ? {} : words('en')), ...read(language) };
  loaded.set(language, known);
  return known;
}

/** One file per feature: `admin/locale/en/users.json` holds everything under `users.`. */
export function read(language: Language): Record<string, string> {
  const folder = fromRoot('admin/locale', language);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.flatMap((name) =>
      flatten(name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Tree),
    ),
  );
}

const flatten = (path: string, tree: Tree): [string, string][] =>
  Object.entries(tree).flatMap(([word, value]) =>
    typeof value === 'string' ? [[`${path}.${word}`, value] as [string, string]] : flatten(`${path}.${word}`, value),
  );

/** AdminJS's own screens are replaced, so it only needs to know the language; our words ride with the person. */
export const localeFor = (language: Language) => ({ language, availableLanguages: [...languages], translations: {} });
