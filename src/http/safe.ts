import { Invalid, Refusal } from '../core/errors.js';
import type { FieldFault } from '../core/errors.js';
import { isClean } from '../core/parse.js';
import { unknownKey } from './wire.js';

const deepest = 20;

/**
 * Refuses what no schema should have to think of: values nested too deep to walk, text that PostgreSQL cannot keep,
 * keys that JavaScript takes for something else. It keeps its own stack, so no depth can exhaust ours.
 */
export function refuseUnsafe(root: unknown): void {
  const faults: FieldFault[] = [];
  const waiting: { value: unknown; path: (string | number)[] }[] = [{ value: root, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    if (path.length > deepest)
      throw new Refusal('malformed', `The body is nested deeper than ${String(deepest)} levels.`);
    if (typeof value === 'string' && !isClean(value)) faults.push(unstorable(path));
    for (const [key, part] of partsOf(value)) {
      if (key === '__proto__') faults.push(unknownKey([...path, key]));
      else waiting.push({ value: part, path: [...path, key] });
    }
  }
  if (faults.length > 0) throw new Invalid(faults);
}

const unstorable = (path: (string | number)[]): FieldFault => ({
  path,
  code: 'unstorable_text',
  message: 'has characters that cannot be stored',
});

function partsOf(value: unknown): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((part, index) => [index, part]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
