import { operationOf } from './openapi-operation.js';
import type { JsonSchema } from './json-schema.js';
import type { Route, RouteGroup } from './route.js';
import { wireName } from './wire-schema.js';

const problem: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'request_id'],
  properties: {
    type: { type: 'string', examples: ['urn:upline:invalid'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string', description: 'What to tell errors apart by; never renamed.', examples: ['invalid'] },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An access token of POST /api/v1/auth/login, or an API key.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
};

const description = `Money is a decimal text with its currency beside it, times are RFC 3339 in UTC, lists are paged with
\`limit\` and \`after\`. Errors are \`application/problem+json\`. A POST with an \`Idempotency-Key\` is done once, however often it is sent.`;

/** The OpenAPI 3.1 document of these routes, made of the schemas that check the requests. */
export function openApiOf(groups: readonly RouteGroup[], version: string): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  const schemas: Record<string, JsonSchema> = { Problem: problem };
  for (const route of groups.flatMap(({ routes }) => routes)) {
    if (route.hidden) continue;
    const path = openApiPath(route);
    paths[path] = { ...paths[path], [route.method]: operationOf(route, (name, schema) => lift(schemas, name, schema)) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Upline', version, description },
    tags: groups.filter(({ routes }) => routes.some(({ hidden }) => !hidden)).map(({ name }) => ({ name })),
    paths,
    components: { schemas, securitySchemes },
  };
}

/** A schema that refers to itself or to parts of itself; those parts go where the whole document can refer to them. */
function lift(schemas: Record<string, JsonSchema>, name: string, { $defs = {}, ...schema }: JsonSchema): JsonSchema {
  const renamed = (part: unknown): JsonSchema =>
    JSON.parse(
      JSON.stringify(part)
        .replaceAll('"$ref":"#/$defs/', `"$ref":"#/components/schemas/${name}.`)
        .replaceAll('"$ref":"#"', `"$ref":"#/components/schemas/${name}"`),
    ) as JsonSchema;
  for (const [key, part] of Object.entries($defs as JsonSchema)) schemas[`${name}.${key}`] = renamed(part);
  const lifted = renamed(schema);
  if (JSON.stringify(schema).includes('"$ref":"#"')) schemas[name] = lifted;
  return lifted;
}

/** `/orders/:orderId` -> `/orders/{order_id}` */
export const openApiPath = ({ path }: Pick<Route, 'path'>): string =>
  path.replace(/:(\w+)/g, (_match, name: string) => `{${wireName(name)}}`);
