import type { Route } from '../../src/http/route.js';
import { pathParameters } from '../../src/http/route.js';
import { exampleOf } from '../../src/http/example.js';
import { jsonSchemaOf } from '../../src/http/json-schema.js';
import type { JsonSchema } from '../../src/http/json-schema.js';
import { wireName } from '../../src/http/wire-schema.js';

/** One wrong value for one field of a route's body or query string. */
export interface Wrong {
  field: string;
  what: string;
  value: unknown;
}

export interface Field {
  name: string;
  schema: JsonSchema;
}

/** The fields that callers may send in the body or the query string, as the OpenAPI document names them. */
export function fieldsOf(route: Route): Field[] {
  if (!route.input) return [];
  const { properties = {} } = jsonSchemaOf(route.input) as { properties?: Record<string, JsonSchema> };
  const taken = new Set([...pathParameters(route.path), ...route.filled].map(wireName));
  return Object.entries(properties).flatMap(([name, schema]) => (taken.has(name) ? [] : [{ name, schema }]));
}

/** A body that fits, as far as the schema tells. */
export function bodyOf(route: Route): Record<string, unknown> {
  const root = route.input ? jsonSchemaOf(route.input) : {};
  return Object.fromEntries(fieldsOf(route).map(({ name, schema }) => [name, exampleOf(schema, root)]));
}

/** Values that no field of its kind may take, each with its reason. */
export function wrongsFor({ name, schema }: Field): Wrong[] {
  const kinds = kindsOf(schema);
  const wrongs = [
    ...(kinds.isFree ? [] : kinds.isObject ? ['a text', 5, ['x']] : [{ $gt: '' }, { $ne: null }]),
    ...(kinds.isText ? ['a\0b', '\ud800', 'x'.repeat(8001), ['x'], [null]] : []),
    ...(kinds.isText && !kinds.isNumber ? [5, true] : []),
    ...(kinds.isNumber ? ['x', -1, 1.5, '1e3', 'NaN', '1 OR 1=1', 1e300, [1]] : []),
    ...(kinds.isAmount
      ? [
          '-1',
          'NaN',
          'Infinity',
          '1e3',
          '0.001',
          '1,000',
          ' 1 ',
          '१२',
          '99999999999999',
          59,
          -1,
          '0x10',
          '1.',
          '.5',
          null,
          ['59.00'],
        ]
      : []),
    ...(kinds.isFlag ? ['true', 1, 'yes'] : []),
    ...(kinds.isInstant ? ['yesterday', '2026-13-45T99:99:99Z', '30/11/2026', 0] : []),
    ...(kinds.isChoice ? ['no such choice'] : []),
  ];
  return wrongs.map((value) => ({ field: name, what: describeValue(value), value }));
}

const describeValue = (value: unknown): string => JSON.stringify(value).slice(0, 30);

function kindsOf(schema: JsonSchema) {
  const all = choicesOf(schema);
  const has = (test: (one: JsonSchema) => boolean): boolean => all.some(test);
  const isAmount = has(({ pattern }) => typeof pattern === 'string' && pattern.includes('{1,13}'));
  const isText = has(({ type, enum: words }) => type === 'string' && !words);
  const isInstant = has(({ format }) => format === 'date-time');
  return {
    isFree: has(
      (one) =>
        Object.keys(one).every((key) => key === 'description') ||
        '$ref' in one ||
        ('additionalProperties' in one && typeof one['additionalProperties'] === 'object'),
    ),
    isObject: has(({ type }) => type === 'object'),
    isNumber: has(({ type }) => type === 'integer'),
    isText: isText && !isAmount && !isInstant,
    isAmount,
    isInstant,
    isFlag: has(({ type }) => type === 'boolean') && !isText,
    isChoice: has(({ enum: words }) => Array.isArray(words)) && !isText,
  };
}

const choicesOf = (schema: JsonSchema): JsonSchema[] => {
  const choices = [schema['anyOf'], schema['oneOf'], schema['allOf']].filter(Array.isArray).flat() as JsonSchema[];
  return choices.length > 0 ? choices.flatMap(choicesOf) : [schema];
};
