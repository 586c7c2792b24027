import type { z } from 'zod';

export type Schema = z.core.$ZodType;

/** How a declared key is called outside: `orderId` -> `order_id`. */
export const wireName = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export interface Field {
  /** The key as the schema declares it. */
  key: string;
  schemas: Schema[];
}

/**
 * The plain schemas that a value from outside may have to meet, wrappers taken off: what a pipe takes in, what an
 * optional wraps, each side of a union. Only objects and arrays matter to whoever asks.
 */
export const plainSchemas = (schema: Schema): Schema[] => wrappedIn(schema)?.flatMap(plainSchemas) ?? [schema];

function wrappedIn(schema: Schema): readonly Schema[] | null {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  if ('innerType' in def) return [def.innerType];
  if (def.type === 'pipe') return [takesAnything(def.in) ? def.out : def.in];
  if (def.type === 'union') return def.options;
  if (def.type === 'intersection') return [def.left, def.right];
  if (def.type === 'lazy') return [def.getter()];
  return null;
}

/** `z.preprocess` starts with a bare transform, which says nothing about what it takes. */
const takesAnything = (schema: Schema): boolean => schema._zod.def.type === 'transform';

/** The declared fields of all object schemas among these, by their name outside. */
export function fieldsOf(schemas: readonly Schema[]): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const [key, schema] of schemas.flatMap(shapeOf)) {
    const field = fields.get(wireName(key)) ?? { key, schemas: [] };
    field.schemas.push(...plainSchemas(schema));
    fields.set(wireName(key), field);
  }
  return fields;
}

const shapeOf = (schema: Schema): [string, Schema][] => {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  return def.type === 'object' ? Object.entries(def.shape) : [];
};

export const elementsOf = (schemas: readonly Schema[]): Schema[] =>
  schemas.flatMap((schema) => {
    const { def } = schema._zod as z.core.$ZodTypes['_zod'];
    return def.type === 'array' ? plainSchemas(def.element) : [];
  });

/** Whether undeclared keys are a free part of the value: metadata, custom fields, plan documents. */
export const isOpen = (schemas: readonly Schema[]): boolean =>
  schemas.some(({ _zod }) => ['record', 'map', 'any', 'unknown', 'custom'].includes(_zod.def.type));
