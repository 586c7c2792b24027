import { session } from './session.js';

type Facts = Readonly<Record<string, string | number>>;

const { words } = session;

/** The text under `feature.screen.word`, or under the first of several keys that has one; `{{facts}}` filled in. */
export function t(keys: string | readonly string[], facts: Facts = {}): string {
  const wanted = [keys].flat();
  const found = wanted.map((key) => words[key]).find((text) => text !== undefined);
  const text = found ?? humane(wanted.at(-1) ?? '');
  return text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(facts[name] ?? ''));
}

/** The name of a column, field or value: what its own table calls it, else what everybody does. */
export const label = (feature: string, screen: string, word: string): string =>
  t([`${feature}.${screen}.${word}`, `panel.${screen}.${word}`, word]);

/** `firstName` and `direct_sale` read as words where no text was written. */
function humane(key: string): string {
  const word = key.split('.').at(-1) ?? key;
  const text = word
    .replace(/_/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/ Id$/, '')
    .toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
