import { describe, expect, test } from '@jest/globals';
import '../support/database.js';
import { words } from '../../admin/locale.js';
import { resources } from '../../admin/resources.js';
import { allDefinitions, definitionOf } from '../../admin/support/registry.js';
import { titleFor } from '../../admin/support/titles.js';
import type { Person } from '../../admin/person.js';

const reader = (language: 'en' | 'hi') => ({ language }) as Person;

/** The word that a title begins with in the database: `'Sale ' || …`. */
const wordIn = (title: string | { sql: string }): string | undefined =>
  typeof title === 'string' ? undefined : /^'([A-Z][a-z ]+ )' \|\|/.exec(title.sql)?.[1];

describe('a row that is called by a word and a number', () => {
  test('is called so in the language of the reader, whatever the table', () => {
    resources();
    const worded = allDefinitions().flatMap(({ id, title }) => {
      const word = wordIn(title);
      return word === undefined ? [] : [[id, word] as const];
    });
    expect(worded.length).toBeGreaterThan(5);
    for (const [id, word] of worded) expect([id, words('en')[`panel.title.${id}`]]).toEqual([id, `${word}{{name}}`]);
  });

  test('keeps its number, and what is no such title stays as it is', () => {
    resources();
    const [sales, members] = ['sales', 'members'].map((id) => definitionOf(id));
    if (!sales || !members) throw new Error('There are no such tables.');
    expect(titleFor(sales, reader('hi'), 'Sale A-1')).toBe('बिक्री A-1');
    expect(titleFor(sales, reader('hi'), 'Sale A$&$$1')).toBe('बिक्री A$&$$1');
    expect(titleFor(sales, reader('en'), 'Sale A-1')).toBe('Sale A-1');
    expect(titleFor(sales, reader('hi'), '#7')).toBe('#7');
    expect(titleFor(members, reader('hi'), 'Sale Person')).toBe('Sale Person');
  });
});
