import type { ActionContext, ActionRequest } from 'adminjs';
import type { Model } from 'sequelize';
import type { Person } from '../person.js';
import { totalOf } from './count.js';
import type { Definition } from './definition.js';
import { sliceOf, whereFor } from './read.js';
import { personIn } from './scoped-resource.js';
import { namesIn } from './titles.js';
import { valueOf } from './values.js';
import { perPageOf, wishOf } from './wish.js';

/** One page of a list: the rows' declared values, the names of what they refer to, and what can be done with each. */
export const listRows =
  (definition: Definition) => async (request: ActionRequest, _response: unknown, context: ActionContext) => {
    const person = personIn(context);
    if (!person) return { records: [], meta: null };
    const wish = wishOf(request);
    const perPage = perPageOf(request);
    const where = await whereFor(definition, person, wish);
    const isFiltered = Object.keys(wish.filters).length > 0 || Boolean(wish.q?.trim());
    const [slice, total] = await Promise.all([
      sliceOf(definition, where, wish, perPage),
      totalOf(definition, where, isFiltered),
    ]);
    const { rows, ...place } = slice;
    const columns = definition.list.map((name) => columnIn(definition, name));
    return {
      records: rows.map((row) => recordOf(definition, row, person)),
      names: await namesIn(rows, columns, person),
      meta: { ...place, total: total.value, totalIs: total.is, perPage },
    };
  };

const recordOf = (definition: Definition, row: Model, person: Person) => ({
  id: String(row.get('id')),
  values: valuesOf(definition, definition.list, row),
  actions: actionsOn(definition, row, person),
});

/** The values of these columns, each money with its currency. */
export function valuesOf(definition: Definition, names: readonly string[], row: Model): Record<string, unknown> {
  const columns = names.map((name) => columnIn(definition, name));
  const currencies = columns.flatMap(({ currency }) => (currency ? [[currency, row.get(currency)] as const] : []));
  return Object.fromEntries([...currencies, ...columns.map((column) => [column.name, valueOf(row, column)] as const)]);
}

/** The names of the actions that make sense on this row for this person. */
export const actionsOn = ({ actions = {} }: Definition, row: Model, { actor }: Person): string[] =>
  Object.entries(actions)
    .filter(([, { on, allow, when }]) => on === 'record' && allow(actor) && when(row, actor))
    .map(([name]) => name);

export function columnIn({ known, id }: Definition, name: string) {
  const column = known.get(name);
  if (!column) throw new Error(`${id} lists an undeclared column "${name}".`);
  return column;
}
