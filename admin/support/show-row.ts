import type { ActionContext, ActionRequest, BaseRecord } from 'adminjs';
import type { Model } from 'sequelize';
import { NotFound } from '../../src/core/errors.js';
import type { Person } from '../person.js';
import type { Definition, Panel } from './definition.js';
import { columnIn, valuesOf } from './list-rows.js';
import { personIn, rowOf } from './scoped-resource.js';
import { namesIn, titlesOf } from './titles.js';

/** One row for its own page, in AdminJS's shape with what our page needs besides. */
export const showRow =
  (definition: Definition) =>
  async (_request: ActionRequest, _response: unknown, { record, ...context }: ActionContext) => {
    const person = personIn(context);
    if (!record || !person) throw new NotFound('row');
    return { record: await recordJson(definition, record, person) };
  };

/** A tab's own data, beside the record that AdminJS expects. */
export const showPanel =
  (read: Panel<Model>) =>
  async (_request: ActionRequest, _response: unknown, { record, ...context }: ActionContext) => {
    const person = personIn(context);
    if (!record || !person) throw new NotFound('row');
    return { record: record.toJSON(person), panel: await read(rowOf(record), person) };
  };

export async function recordJson(definition: Definition, record: BaseRecord, person: Person) {
  const row = rowOf(record);
  const id = String(row.get('id'));
  const columns = definition.shown.map((name) => columnIn(definition, name));
  const [names, titles] = await Promise.all([namesIn([row], columns, person), titlesOf(definition, person, [id])]);
  return {
    ...record.toJSON(person),
    title: titles.get(id) ?? `#${id}`,
    values: valuesOf(definition, definition.shown, row),
    names,
    links: Object.fromEntries(
      (definition.related ?? []).map(({ resource, by, from = 'id' }) => [`${resource}.${by}`, row.get(from) ?? null]),
    ),
  };
}
