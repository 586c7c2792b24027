import { exampleOf } from './example.js';
import { jsonSchemaOf } from './json-schema.js';
import type { JsonSchema } from './json-schema.js';
import { pathParameters } from './route.js';
import type { Route } from './route.js';
import { wireName } from './wire-schema.js';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: unknown;
}

/** Keeps the parts that a schema refers to in the document, under its name; returns the schema referring to them there. */
type Define = (name: string, schema: JsonSchema) => JsonSchema;

/** One route as the OpenAPI document tells of it. */
export function operationOf(route: Route, define: Define): JsonSchema {
  const { whole, body, parameters } = partsOf(route);
  const name = operationId(route);
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.group],
    description: `Who may: ${route.allow.allows.join(', ') || 'nobody'}.`,
    parameters: [...parameters, ...headersOf(route)],
    ...(body
      ? { requestBody: { required: true, content: contentOf(route, define(name, body), exampleOf(body, whole)) } }
      : {}),
    responses: responsesOf(route, (schema) => define(`${name}Answer`, schema)),
    security: route.allow.allows.includes('anyone') ? [] : [{ bearer: [] }, { apiKey: [] }],
  };
}

function partsOf(route: Route): { whole: JsonSchema; body: JsonSchema | null; parameters: Parameter[] } {
  if (!route.input) return { whole: {}, body: null, parameters: [] };
  const whole = jsonSchemaOf(route.input);
  const required = (whole['required'] ?? []) as string[];
  const inPath = pathParameters(route.path).map(wireName);
  const taken = new Set([...inPath, ...route.filled.map(wireName)]);
  const properties = Object.entries((whole['properties'] ?? {}) as Record<string, unknown>);
  const rest = properties.filter(([name]) => !taken.has(name));
  const parameter = (where: 'path' | 'query') => (name: string, schema: unknown) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  });
  const path = properties
    .filter(([name]) => inPath.includes(name))
    .map(([name, schema]) => parameter('path')(name, schema));
  if (route.method === 'get') {
    return {
      whole,
      body: null,
      parameters: [...path, ...rest.map(([name, schema]) => parameter('query')(name, schema))],
    };
  }
  const body = {
    ...whole,
    properties: Object.fromEntries(rest),
    required: required.filter((name) => !taken.has(name)),
  };
  return { whole, body: rest.length > 0 ? body : null, parameters: path };
}

const headersOf = ({ idempotent }: Route): Parameter[] =>
  idempotent === 'none'
    ? []
    : [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: idempotent === 'required',
          description: 'The same key and body again: the first answer again.',
          schema: { type: 'string', maxLength: 255 },
        },
      ];

const contentOf = ({ takes }: Route, schema: JsonSchema, example: unknown) => ({
  [takes === 'form' ? 'application/x-www-form-urlencoded' : 'application/json']: { schema, example },
});

function responsesOf({ status, answer, summary }: Route, define: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const schema = answer && status !== 204 ? jsonSchemaOf(answer) : null;
  const content = schema
    ? { content: { 'application/json': { schema: define(schema), example: exampleOf(schema) } } }
    : {};
  const refused = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return {
    [String(status)]: { description: summary, ...content },
    default: { description: 'Refused; `code` says why.', content: refused },
  };
}

/** `get /api/v1/orders/:orderId` -> `getOrdersOrderId` */
const operationId = ({ method, path }: Route): string =>
  method +
  path
    .replace('/api/v1', '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
