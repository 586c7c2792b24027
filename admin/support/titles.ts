import { Op, literal } from 'sequelize';
import type { Model } from 'sequelize';
import { words } from '../locale.js';
import type { Person } from '../person.js';
import type { Column } from './column.js';
import type { Definition } from './definition.js';
import { definitionOf } from './registry.js';

/** How the rows of a resource are called, by id; only those the person may see. */
export async function titlesOf(
  definition: Definition,
  person: Person,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { row, scope, see, names } = definition;
  if (ids.length === 0 || !(names ?? see(person.actor))) return new Map();
  const where = { [Op.and]: [await (names ?? scope)(person.actor), { id: { [Op.in]: ids } }] } as never;
  const found = await row.findAll({ attributes: ['id', [titleSql(definition), 'title']], where, raw: true });
  return new Map(
    found
      .map((one) => one as unknown as { id: string; title: string | null })
      .map(({ id, title }) => [id, titleFor(definition, person, title ?? `#${id}`)]),
  );
}

/** A row that is called by a word and a number is called so in the person's language; the database says it in English. */
export function titleFor({ id }: Definition, { language }: Person, title: string): string {
  const [english, own] = [words('en')[`panel.title.${id}`], words(language)[`panel.title.${id}`]];
  const word = english?.replace('{{name}}', '') ?? '';
  return own && word !== '' && title.startsWith(word) ? own.replace('{{name}}', () => title.slice(word.length)) : title;
}

/** The title as an expression over the row's columns. */
export const titleSql = ({ row, title }: Definition) =>
  literal(
    typeof title === 'string'
      ? `"${row.name}"."${row.getAttributes()[title]?.field ?? title}"::text`
      : `(${title.sql})`,
  );

/** Names of everything the rows refer to: column -> id -> name. */
export async function namesIn(
  rows: readonly Model[],
  columns: readonly Column[],
  person: Person,
): Promise<Record<string, Record<string, string>>> {
  const references = columns.filter(({ kind }) => kind === 'reference');
  const entries = references.map(async ({ name, of = '' }) => {
    const ids = [
      ...new Set(
        rows
          .map((row) => row.get(name))
          .filter((id) => id !== null && id !== undefined)
          .map(String),
      ),
    ];
    const definition = definitionOf(of);
    return [name, Object.fromEntries(definition ? await titlesOf(definition, person, ids) : [])] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
