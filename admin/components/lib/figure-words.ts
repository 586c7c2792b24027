import { session } from './session.js';
import { label, t } from './text.js';

// Reports name their figures in English under a key; here they are said in the reader's language.

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '_')
    .replace(/^_|_$/g, '');

/** The title of a tile, chart or list, or what an empty list says. */
export const figureName = (what: 'tile' | 'chart' | 'list' | 'empty', key: string, given: string): string =>
  session.words[`home.${what}.${key}`] ?? given;

/** A column, series, unit or span of days that reports share; whatever is a name stays as it came. */
export function figureWord(given: string): string {
  const days = /^(\d+) days$/.exec(given)?.[1];
  return days ? t('home.word.days', { days }) : (session.words[`home.word.${slug(given)}`] ?? given);
}

/** What a commission is for: "binary match of sale 64". */
export function figureSource(given: string): string {
  const [, what, sale] = /^(.+) of sale (\d+)$/.exec(given) ?? [];
  const kind = label('commissions', 'value', slug(what ?? given));
  return sale ? t('home.word.of_sale', { kind, sale }) : kind;
}
