import type { countWords, phraseWords } from './words-en.js';

export type PhraseCode = keyof typeof phraseWords;
export type CountCode = keyof typeof countWords;
/** Tables that a sentence may point into, by their names in the panel. */
export type RefTo = 'members' | 'sales' | 'commissions' | 'runs';

/** A row that is named by what people call it. */
export interface Ref {
  of: RefTo;
  id: number;
}

/** "1 pair", "2 pairs". */
export interface Counted {
  count: number;
  unit: CountCode;
}

export interface Listed {
  list: readonly Value[];
  by: string;
}

export type Value = string | number | Ref | Counted | Listed | Phrase;

/** One sentence without a language: which one, and what stands in its gaps. */
export interface Phrase {
  code: PhraseCode;
  values: Readonly<Record<string, Value>>;
}

export const phrase = (code: PhraseCode, values: Phrase['values'] = {}): Phrase => ({ code, values });

export const ref = (of: RefTo, id: number): Ref => ({ of, id });
export const counted = (count: number, unit: CountCode): Counted => ({ count, unit });
export const listed = (list: readonly Value[], by = ', '): Listed => ({ list, by });

/** Facts as they go out: codes, whole numbers, ids, days, and money and volume as decimal text. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [name: string]: Fact };
export type Facts = Readonly<Record<string, Fact>>;

/** Why something is what it is: sentences that any language can tell, and the facts they rest on. */
export interface Answer {
  phrases: readonly Phrase[];
  facts: Facts;
}
