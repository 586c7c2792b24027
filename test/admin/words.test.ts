import { beforeAll, describe, expect, test } from '@jest/globals';
import '../support/database.js';
import { screens } from '../../admin/all-pages.js';
import { read } from '../../admin/locale.js';
import { resources } from '../../admin/resources.js';
import { fieldsOf } from '../../admin/support/fields.js';
import { allDefinitions } from '../../admin/support/registry.js';
import type { Definition } from '../../admin/support/definition.js';
import { runBooks } from '../../src/all-checks.js';
import { warningCodes } from '../../src/programs/plan-warning.js';

let english: Record<string, string>;
let hindi: Record<string, string>;
beforeAll(() => {
  resources();
  english = read('en');
  hindi = read('hi');
});

const isPromise = (key: string): boolean => key.startsWith('books.promise.');

const has = (feature: string, screen: string, word: string): boolean =>
  `${feature}.${screen}.${word}` in english || `panel.${screen}.${word}` in english;

/** Every text that a table's screens ask for. */
function asked({ id, known, actions = {}, panels = {}, row }: Definition): [string, string][] {
  const columns = [...known.values()].flatMap(({ name, kind, values = [] }): [string, string][] => [
    ['field', name],
    ...values.map((value): [string, string] => [kind === 'status' ? 'status' : 'value', value]),
  ]);
  const commands = Object.entries(actions).flatMap(([name, { schema, given, fields }]): [string, string][] => [
    ['action', name],
    ...fieldsOf(schema, Object.keys(given(row.build({}, { raw: true }))), fields).flatMap(
      (field): [string, string][] => [
        ['field', field.name],
        ...(field.options ?? []).map((option): [string, string] => ['value', option]),
      ],
    ),
  ]);
  const tabs = Object.keys(panels).map((name): [string, string] => ['tab', name]);
  const missing = [...columns, ...commands, ...tabs].filter(([screen, word]) => !has(id, screen, word));
  return `${id}.list.title` in english ? missing : [...missing, ['list', 'title']];
}

describe('the panel’s words', () => {
  test('name every column, value, command, field and tab of every table', () => {
    const missing = allDefinitions().flatMap((definition) =>
      asked(definition).map((key) => [definition.id, ...key].join('.')),
    );
    expect(missing).toEqual([]);
  });

  test('name every screen and group', () => {
    const groups = new Set([...allDefinitions(), ...screens()].map(({ group }) => `panel.group.${group}`));
    const wanted = [...groups, ...screens().map(({ name }) => `panel.page.${name}`)];
    expect(wanted.filter((key) => !(key in english))).toEqual([]);
  });

  test('name every warning of a plan and have a sentence for it', () => {
    const unnamed = warningCodes.filter((code) => !(`plan_studio.warning.${code}` in english));
    const told = new Set(Object.keys(english).map((key) => /^plan_studio\.lint\.(\w+)\./.exec(key)?.[1]));
    expect([unnamed, warningCodes.filter((code) => !told.has(code))]).toEqual([[], []]);
  });

  test('have a sentence in Hindi for every promise of the books, and no other; the English one stands with its check', async () => {
    const promised = (await runBooks()).map(({ name }) => `books.promise.${name}`);
    expect(Object.keys(hindi).filter(isPromise).toSorted()).toEqual(promised.toSorted());
    expect(Object.keys(english).filter(isPromise)).toEqual([]);
  });

  test('are the same in English and in Hindi, with the same facts in them', () => {
    const others = Object.keys(hindi).filter((key) => !isPromise(key));
    expect(others.toSorted()).toEqual(Object.keys(english).toSorted());
    const facts = (text = ''): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();
    const uneven = Object.keys(english).filter((key) => facts(english[key]).join() !== facts(hindi[key]).join());
    expect(uneven).toEqual([]);
  });

  test('lead from each table’s related lists to tables that can be narrowed that way', () => {
    const broken = allDefinitions().flatMap(({ id, related = [] }) =>
      related
        .filter(
          ({ resource, by }) =>
            !allDefinitions()
              .find((one) => one.id === resource)
              ?.filters?.includes(by),
        )
        .map(({ resource, by }) => `${id} -> ${resource}.${by}`),
    );
    expect(broken).toEqual([]);
  });

  test('and references point to tables that exist', () => {
    const ids = new Set(allDefinitions().map(({ id }) => id));
    const broken = allDefinitions().flatMap(({ id, known, row, actions = {} }) => [
      ...[...known.values()].filter(({ of }) => of !== undefined && !ids.has(of)).map(({ name }) => `${id}.${name}`),
      ...Object.entries(actions).flatMap(([name, { schema, fields, given }]) =>
        fieldsOf(schema, Object.keys(given(row.build({}, { raw: true }))), fields)
          .filter(({ kind, of = '' }) => kind === 'reference' && !ids.has(of))
          .map((field) => `${id}.${name}.${field.name} -> ${String(field.of)}`),
      ),
    ]);
    expect(broken).toEqual([]);
  });
});
