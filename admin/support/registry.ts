import type { Definition } from './definition.js';

const definitions = new Map<string, Definition>();

/** Makes a resource known by its id; called once by `resource()`. */
export function register(definition: Definition): void {
  if (definitions.has(definition.id)) throw new Error(`There are two resources "${definition.id}".`);
  definitions.set(definition.id, definition);
}

export const allDefinitions = (): Definition[] => [...definitions.values()];

export const definitionOf = (id: string): Definition | undefined => definitions.get(id);
