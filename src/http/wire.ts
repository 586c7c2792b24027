import { Invalid, Refusal } from '../core/errors.js';
import type { FieldFault } from '../core/errors.js';
import { elementsOf, fieldsOf, isOpen, plainSchemas, wireName } from './wire-schema.js';
import type { Schema } from './wire-schema.js';

// Outside it is snake_case, in TypeScript camelCase. Only keys that a schema declares are renamed, here and in
// openapi.ts; what a partner names himself (metadata, custom fields) and plan documents pass untouched.

type Path = (string | number)[];

/** Renames what came in to the schema's own keys; refuses a declared key in the wrong case as unknown. */
export function fromWire(schema: Schema, value: unknown): unknown {
  const faults: FieldFault[] = [];
  const renamed = comeIn(plainSchemas(schema), value, [], faults);
  if (faults.length > 0) throw new Invalid(faults);
  return renamed;
}

function comeIn(schemas: Schema[], value: unknown, path: Path, faults: FieldFault[]): unknown {
  if (Array.isArray(value)) {
    const elements = elementsOf(schemas);
    return value.map((part, index) => comeIn(elements, part, [...path, index], faults));
  }
  if (!isPlainObject(value)) return value;
  const fields = fieldsOf(schemas);
  const own = new Set([...fields.values()].map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const field = fields.get(name);
      if (field) return [field.key, comeIn(field.schemas, part, [...path, name], faults)];
      if (own.has(name)) faults.push(unknownKey([...path, name]));
      return [name, part];
    }),
  );
}

/** An answer as it leaves: declared keys only, renamed; instants as text, big numbers as text. */
export const toWire = (schema: Schema, value: unknown): unknown => goOut(plainSchemas(schema), value);

function goOut(schemas: Schema[], value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const elements = elementsOf(schemas);
    return value.map((part) => goOut(elements, part));
  }
  if (!isPlainObject(value)) return value;
  const parts: Readonly<Record<string, unknown>> = value;
  const declared = [...fieldsOf(schemas)].flatMap(([name, field]) =>
    field.key in parts ? [[name, goOut(field.schemas, parts[field.key])] as const] : [],
  );
  return { ...(isOpen(schemas) ? untouched(parts) : {}), ...Object.fromEntries(declared) };
}

const untouched = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, part]) => [key, untouchedPart(part)]));

const untouchedPart = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(untouchedPart);
  return isPlainObject(value) ? untouched(value) : value;
};

/** A refusal with its fields called as the caller calls them. */
export function inWireNames(schema: Schema, fault: unknown): unknown {
  if (!(fault instanceof Refusal) || !fault.details.faults) return fault;
  const faults = fault.details.faults.map((one) => ({ ...one, path: wirePathOf(schema, one) }));
  if (fault instanceof Invalid) return new Invalid(faults);
  return new Refusal(fault.code, fault.message, { ...fault.details, faults });
}

/** An unknown key is told as it was sent, even when it is a known one spelled our way. */
const wirePathOf = (schema: Schema, { path, code }: FieldFault): Path =>
  code === 'unknown_key' ? [...wirePath(schema, path.slice(0, -1)), ...path.slice(-1)] : wirePath(schema, path);

function wirePath(schema: Schema, path: Path): Path {
  let schemas = plainSchemas(schema);
  return path.map((part) => {
    if (typeof part === 'number') {
      schemas = elementsOf(schemas);
      return part;
    }
    const name = wireName(part);
    const field = fieldsOf(schemas).get(name);
    schemas = field?.schemas ?? [];
    return field?.key === part ? name : part;
  });
}

export const unknownKey = (path: Path): FieldFault => ({ path, code: 'unknown_key', message: 'is not a known field' });

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
