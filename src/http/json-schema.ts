import { z } from 'zod';
import { wireName } from './wire-schema.js';
import type { Schema } from './wire-schema.js';

export type JsonSchema = Record<string, unknown>;

/** A schema as the OpenAPI document shows it: what travels, under the names it travels with. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      describeOurOwn(zodSchema, jsonSchema);
      if (zodSchema._zod.def.type === 'object') Object.assign(jsonSchema, renamed(jsonSchema));
    },
  });
  return json;
}

function describeOurOwn({ _zod }: Schema, json: JsonSchema): void {
  if (_zod.def.type === 'date') Object.assign(json, { type: 'string', format: 'date-time' });
  if (_zod.def.type === 'bigint') Object.assign(json, { type: 'string', pattern: '^-?\\d+$' });
  // Zod adds the whole calendar as a pattern, which helps no reader.
  if (json['format'] === 'date-time' || json['format'] === 'date' || json['format'] === 'email') delete json['pattern'];
}

const renamed = ({ properties = {}, required = [] }: JsonSchema): JsonSchema => ({
  properties: Object.fromEntries(Object.entries(properties as JsonSchema).map(([key, part]) => [wireName(key), part])),
  ...((required as string[]).length > 0 ? { required: (required as string[]).map(wireName) } : {}),
});
