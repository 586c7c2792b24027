import { describe, expect, test } from '@jest/globals';
import { phrase } from '../../../src/commissions/explain/phrase.js';
import type { PhraseCode } from '../../../src/commissions/explain/phrase.js';
import { piecesOf, tell } from '../../../src/commissions/explain/tell.js';
import { countWords, phraseWords } from '../../../src/commissions/explain/words-en.js';
import { countWordsHi, phraseWordsHi } from '../../../src/commissions/explain/words-hi.js';
import '../../support/database.js';

const gapsOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const codes = Object.keys(phraseWords) as PhraseCode[];

describe('a sentence', () => {
  test.each(codes)('%s leaves the same gaps in Hindi as in English, and is written in Devanagari', (code) => {
    const [english, hindi] = [phraseWords[code], phraseWordsHi[code]];
    expect(gapsOf(hindi)).toEqual(gapsOf(english));
    if (english.replace(/\{\w+\}/g, '').trim() !== '') expect(hindi).toMatch(/[\u0900-\u097f]/);
  });

  test('writes days and months as its page does, and leaves what only looks like one', async () => {
    const calendar = { date: (day: string) => `day ${day}`, month: (month: string) => `month ${month}` };
    const values = ['2026-11-08', '2026-11', '2026-13-40', '1234-56', '2026-11-08x'];
    const phrases = values.map((text) => phrase('line.note', { text }));
    const { sentences } = await tell({ phrases, facts: {} }, 'en', calendar);
    expect(sentences).toEqual(['Day 2026-11-08', 'Month 2026-11', '2026-13-40', '1234-56', '2026-11-08x']);
  });

  test('begins with a capital, names who has a name, and points to rows', async () => {
    const said = phrase('state.taken_back', {
      commission: { of: 'commissions', id: 7 },
      amount: '1.00',
      currency: 'USD',
    });
    expect(await piecesOf({ phrases: [said] }, 'en')).toEqual([
      [{ of: 'commissions', id: 7, text: 'Commission 7' }, ' took back 1.00 USD later.'],
    ]);
  });
});

describe('a number of things', () => {
  test('has a word for one and for more in both languages', () => {
    expect(Object.keys(countWordsHi)).toEqual(Object.keys(countWords));
    for (const [one, more] of [...Object.values(countWords), ...Object.values(countWordsHi)]) {
      expect(one).toContain('1');
      expect(more).toContain('{n}');
    }
  });
});
