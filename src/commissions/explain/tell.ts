import { memberNames } from '../../network/names.js';
import type { Language } from '../../users/user.js';
import type { Answer, Counted, Facts, Listed, Phrase, PhraseCode, Ref, RefTo, Value } from './phrase.js';
import { countWords, phraseWords } from './words-en.js';
import { countWordsHi, phraseWordsHi } from './words-hi.js';

/** A part of a sentence: words, or the name of a row that a page can link. */
export type Piece = string | { text: string; of: RefTo; id: number };

export interface Told {
  sentences: string[];
  facts: Facts;
}

const words: Readonly<Record<Language, Readonly<Record<PhraseCode, string>>>> = { en: phraseWords, hi: phraseWordsHi };
const counts = { en: countWords, hi: countWordsHi } as const;

/** How a page writes "2026-11-08" and "2026-11". */
export interface Calendar {
  date(day: string): string;
  month(month: string): string;
}

/** As they stand in facts. */
const iso: Calendar = { date: (day) => day, month: (month) => month };

/** An answer in a language, each sentence in pieces. */
export async function piecesOf(
  { phrases }: Pick<Answer, 'phrases'>,
  language: Language,
  calendar: Calendar = iso,
): Promise<Piece[][]> {
  const names = await memberNames([...new Set(phrases.flatMap((said) => membersIn(said)))]);
  const teller = new Teller(language, names, calendar);
  return phrases.map((said) => begun(joined(teller.phrase(said))));
}

/** An answer in a language, as plain sentences with its facts. */
export async function tell(answer: Answer, language: Language, calendar?: Calendar): Promise<Told> {
  const sentences = (await piecesOf(answer, language, calendar)).map((pieces) => pieces.map(textOf).join('').trim());
  return { sentences, facts: answer.facts };
}

const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);

function membersIn(value: Value): number[] {
  if (typeof value !== 'object') return [];
  if ('of' in value) return value.of === 'members' ? [value.id] : [];
  if ('list' in value) return value.list.flatMap(membersIn);
  return 'code' in value ? Object.values(value.values).flatMap(membersIn) : [];
}

class Teller {
  constructor(
    private readonly language: Language,
    private readonly names: ReadonlyMap<number, string>,
    private readonly calendar: Calendar,
  ) {}

  phrase({ code, values }: Phrase): Piece[] {
    return words[this.language][code].split(/(\{\w+\})/).flatMap((part) => {
      const value = /^\{\w+\}$/.test(part) ? values[part.slice(1, -1)] : undefined;
      return value === undefined ? [part] : this.value(value);
    });
  }

  private value(value: Value): Piece[] {
    if (typeof value !== 'object') return [this.plain(String(value))];
    if ('list' in value) return this.list(value);
    if ('unit' in value) return [this.count(value)];
    return 'code' in value ? this.phrase(value) : [this.ref(value)];
  }

  private plain(text: string): string {
    if (isDay(text)) return this.calendar.date(text);
    return isDay(`${text}-01`) ? this.calendar.month(text) : text;
  }

  private list({ list, by }: Listed): Piece[] {
    return list.flatMap((value, index) => (index === 0 ? this.value(value) : [by, ...this.value(value)]));
  }

  private count({ count, unit }: Counted): string {
    const [one, many] = counts[this.language][unit];
    return (count === 1 ? one : many).replace('{n}', String(count));
  }

  private ref({ of, id }: Ref): Piece {
    const called = words[this.language][`ref.${of}`].replace('{id}', String(id));
    return { of, id, text: of === 'members' ? (this.names.get(id) ?? called) : called };
  }
}

/** What people typed may look like a day and be none. */
function isDay(text: string): boolean {
  const at = new Date(text);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A sentence begins with a capital. */
function begun([first = '', ...rest]: readonly Piece[]): Piece[] {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return [typeof first === 'string' ? capital(first) : { ...first, text: capital(first.text) }, ...rest];
}

/** Words that stand side by side are one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') all[all.length - 1] = last + piece;
    else all.push(piece);
  }
  return all;
}
