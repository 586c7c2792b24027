import type { JsonSchema } from './json-schema.js';

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-11-30T12:00:00Z',
  date: '2026-11-30',
  email: 'asha@example.com',
  uuid: '6fa459ea-ee8a-4ca4-894e-db77e160355e',
  uri: 'https://shop.example.com/',
};

/** Tried in turn where a pattern says what a text must look like. */
const candidates = ['59.00', '10', 'ORD-556', 'asha', 'INR', 'aabbccddeeff0099', 'a', '+919876543210'];

const deepest = 5;

/** A value that fits a JSON schema, for the document's examples. `root` holds the definitions it refers to. */
export const exampleOf = (schema: JsonSchema, root: JsonSchema = schema): unknown => exampleAt(schema, root, 0);

function exampleAt(schema: JsonSchema, root: JsonSchema, depth: number): unknown {
  const fixed = [...listOf(schema['examples']), schema['const'], ...listOf(schema['enum']), schema['default']];
  const known = fixed.find((value) => value !== undefined);
  if (known !== undefined) return known;
  if (depth > deepest) return null;
  const other = elsewhere(schema, root);
  return other ? exampleAt(other, root, depth + 1) : byType[String(schema['type'])]?.(schema, root, depth);
}

/** The schema that stands for this one: what it refers to, or the first of its choices. */
function elsewhere(schema: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  if (typeof schema['$ref'] === 'string') return resolve(root, schema['$ref']);
  const [choice] = ['anyOf', 'oneOf', 'allOf'].flatMap((word) => listOf(schema[word]));
  return choice as JsonSchema | undefined;
}

const byType: Readonly<Record<string, (schema: JsonSchema, root: JsonSchema, depth: number) => unknown>> = {
  object: objectOf,
  array: ({ items }, root, depth) => (items ? [exampleAt(items as JsonSchema, root, depth + 1)] : []),
  integer: ({ minimum }) => Math.max(1, Number(minimum ?? 1)),
  number: ({ minimum }) => Math.max(1, Number(minimum ?? 1)),
  boolean: () => true,
  string: textOf,
};

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function objectOf({ properties = {} }: JsonSchema, root: JsonSchema, depth: number): JsonSchema {
  const parts = Object.entries(properties as Record<string, JsonSchema>);
  return Object.fromEntries(parts.map(([name, part]) => [name, exampleAt(part, root, depth + 1)]));
}

function textOf({ format, pattern, minLength = 0, maxLength = Infinity }: JsonSchema): string {
  const known = byFormat[String(format)];
  if (known) return known;
  const fits = (text: string): boolean =>
    text.length >= Number(minLength) &&
    text.length <= Number(maxLength) &&
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text));
  const words = pattern === undefined ? ['text'] : [];
  return [...words, ...candidates].find(fits) ?? 'x'.repeat(Number(minLength) || 1);
}

const resolve = (root: JsonSchema, reference: string): JsonSchema =>
  reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .reduce((at, part) => (at[part] ?? {}) as JsonSchema, root);
