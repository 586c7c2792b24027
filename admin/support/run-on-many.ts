import type { ActionContext, ActionRequest } from 'adminjs';
import { z } from 'zod';
import { logger } from '../../config/logger.js';
import { Invalid, NotFound, Refusal } from '../../src/core/errors.js';
import { id, parse } from '../../src/core/parse.js';
import type { Person } from '../person.js';
import { sentenceOf } from '../refusal-words.js';
import type { Definition } from './definition.js';
import { fieldsOf } from './fields.js';
import type { PanelAction } from './panel-action.js';
import { rowsById, sliceOf, whereFor } from './read.js';
import { inputFor, requestId, told } from './run-command.js';
import { personIn } from './scoped-resource.js';
import { titlesOf } from './titles.js';
import { wishOf } from './wish.js';

const one_by_one = 50;
const together = 1000;
const at_most = 5000;
const envelope = z.strictObject({
  ids: z.array(id).min(1).max(together),
  input: z.record(z.string(), z.unknown()).default({}),
});

export interface RowResult {
  id: string;
  title: string;
  message: string | null;
}

/**
 * One command over many rows. GET tells the form and the ids of all rows that match the filters; POST takes up to
 * fifty of them and answers for each, so the browser can show how far it has come and what went wrong where.
 */
export const runOnMany =
  (definition: Definition, action: PanelAction) =>
  async (request: ActionRequest, _response: unknown, context: ActionContext) => {
    const person = personIn(context);
    if (!person) throw new NotFound('page');
    if (request.method === 'get')
      return {
        ids: await matching(definition, action, person, request),
        form: { fields: formOf(definition, action) },
        isTogether: action.together !== undefined,
      };
    const { ids, input } = parse(envelope, request.payload);
    if (action.together) return runTogether(action, action.together, { person, ids, input, request });
    if (ids.length > one_by_one) throw new Refusal('too_large', `Send ${String(one_by_one)} rows at a time.`);
    return { results: await runEach(definition, action, { person, ids, input, request }) };
  };

interface Wanted {
  person: Person;
  ids: readonly number[];
  input: Record<string, unknown>;
  request: ActionRequest;
}

async function runTogether(action: PanelAction, name: string, { person, ids, input, request }: Wanted) {
  if (name in input) throw new Invalid([{ path: [name], code: 'unknown_key', message: 'is not a known field' }]);
  return told(action, await action.run(person.actor, { ...input, [name]: ids }, requestId(request)));
}

async function runEach(
  definition: Definition,
  action: PanelAction,
  { person, ids, input, request }: Wanted,
): Promise<RowResult[]> {
  const rows = await rowsById(definition, person, ids);
  const titles = await titlesOf(definition, person, ids.map(String));
  const results: RowResult[] = [];
  for (const wanted of ids.map(String)) {
    const row = rows.find((one) => String(one.get('id')) === wanted);
    const message = row
      ? await attempt(person, () => action.run(person.actor, inputFor(action, row, input), requestId(request)))
      : sentenceOf(new NotFound('row'), person);
    results.push({ id: wanted, title: titles.get(wanted) ?? `#${wanted}`, message });
  }
  return results;
}

async function matching(
  definition: Definition,
  action: PanelAction,
  person: Person,
  request: ActionRequest,
): Promise<string[]> {
  const wish = wishOf(request);
  const where = await whereFor(definition, person, wish);
  const { rows } = await sliceOf(definition, where, wish, at_most);
  return rows.filter((row) => action.when(row, person.actor)).map((row) => String(row.get('id')));
}

/** The form is the same for all rows: what a row gives is asked of none. */
function formOf(definition: Definition, action: PanelAction) {
  const given = Object.keys(action.given(definition.row.build({}, { raw: true })));
  return fieldsOf(action.schema, given, action.fields);
}

/** A refusal is this row's answer; a bug is nobody's business but the log's. */
async function attempt(person: Person, run: () => Promise<unknown>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return sentenceOf(error, person);
    logger.error({ err: error }, 'a bulk action failed on one row');
    return sentenceOf(new Refusal('internal', 'Something went wrong on our side.'), person);
  }
}
