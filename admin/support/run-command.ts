import type { ActionContext, ActionRequest } from 'adminjs';
import type { Model } from 'sequelize';
import { z } from 'zod';
import { Invalid, NotFound } from '../../src/core/errors.js';
import { parse } from '../../src/core/parse.js';
import type { Person } from '../person.js';
import type { Definition } from './definition.js';
import { fieldsOf } from './fields.js';
import type { PanelAction } from './panel-action.js';
import { rowsById } from './read.js';
import { ScopedResource, personIn, rowOf } from './scoped-resource.js';
import { recordJson } from './show-row.js';

const envelope = z.strictObject({ input: z.record(z.string(), z.unknown()).default({}) });

/** GET tells the form (and what the command would do), POST runs the command; nothing else changes anything. */
export const runOnRecord =
  (definition: Definition, action: PanelAction) =>
  async (request: ActionRequest, _response: unknown, { record, ...context }: ActionContext) => {
    const person = personIn(context);
    if (!record || !person) throw new NotFound('row');
    const row = rowOf(record);
    if (request.method === 'get') {
      const form = { fields: formOf(action, row), preview: await previewOf(action, person, row, request) };
      return { record: await recordJson(definition, record, person), form };
    }
    const result = await perform(action, person, row, request);
    const fresh = await reread(definition, person, record.params['id']);
    return { record: fresh ?? { ...record.toJSON(person), isGone: true }, ...told(action, result) };
  };

/** The same for a command on the table as a whole. */
export const runOnTable =
  (action: PanelAction) => async (request: ActionRequest, _response: unknown, context: ActionContext) => {
    const person = personIn(context);
    if (!person) throw new NotFound('page');
    if (request.method === 'get')
      return { form: { fields: fieldsOf(action.schema, [], action.fields), initial: action.initial({} as Model) } };
    const { input } = parse(envelope, request.payload);
    const result = await action.run(person.actor, input, requestId(request));
    return told(action, result);
  };

function formOf(action: PanelAction, row: Model) {
  const initial = action.initial(row);
  return fieldsOf(action.schema, Object.keys(action.given(row)), action.fields).map((field) =>
    field.name in initial ? { ...field, initial: plain(initial[field.name]) } : field,
  );
}

async function previewOf(action: PanelAction, person: Person, row: Model, { query = {} }: ActionRequest) {
  if (!action.preview) return null;
  const input = typeof query['input'] === 'string' ? jsonOf(query['input']) : action.initial(row);
  return action.preview(person.actor, row, input, person.language);
}

async function perform(action: PanelAction, person: Person, row: Model, request: ActionRequest): Promise<unknown> {
  const { input } = parse(envelope, request.payload);
  return action.run(person.actor, inputFor(action, row, input), requestId(request));
}

/** What the row gives cannot be sent: it would be another row than the one on the page. */
export function inputFor(action: PanelAction, row: Model, input: Record<string, unknown>): Record<string, unknown> {
  const given = action.given(row);
  const clash = Object.keys(input).filter((name) => name in given);
  if (clash.length > 0)
    throw new Invalid(clash.map((name) => ({ path: [name], code: 'unknown_key', message: 'is not a known field' })));
  return { ...input, ...given };
}

async function reread(definition: Definition, person: Person, id: unknown) {
  const [row] = await rowsById(definition, person, [id]);
  if (!row) return null;
  return recordJson(definition, ScopedResource.of(definition).recordOf(row), person);
}

export const told = (action: PanelAction, result: unknown) => ({
  notice: { type: 'success' as const, message: 'done' },
  reveal: action.reveal?.(result) ?? null,
  report: action.report?.(result) ?? null,
  download: action.download?.(result) ?? null,
  resultId: idOf(result),
});

const idOf = (result: unknown): string | null => {
  const id: unknown = typeof result === 'object' && result !== null && 'id' in result ? result.id : null;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : null;
};

export const requestId = (request: ActionRequest): string | undefined => {
  const { id } = request as { id?: unknown };
  return typeof id === 'string' ? id : undefined;
};

const plain = (value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

function jsonOf(text: string): Record<string, unknown> {
  try {
    return parse(z.record(z.string(), z.unknown()), JSON.parse(text));
  } catch {
    return {};
  }
}
