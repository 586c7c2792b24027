/** The part of JSON Schema that forms over documents read. */
export interface Schema {
  type?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  enum?: readonly string[];
  const?: string;
  oneOf?: readonly Schema[];
  anyOf?: readonly Schema[];
  pattern?: string;
  default?: unknown;
  minimum?: number;
  minItems?: number;
  additionalProperties?: Schema | boolean;
}

export type Path = readonly (string | number)[];
export type Branch = Readonly<Record<string, unknown>>;

export type NodeKind =
  'variant' | 'part' | 'map' | 'choices' | 'list' | 'flag' | 'choice' | 'rate' | 'count' | 'amount' | 'text';

/** The first that fits says how a place is drawn; rates are told by their name, amounts by their pattern. */
const tests: readonly [NodeKind, (schema: Schema, name: string) => boolean][] = [
  ['variant', ({ oneOf }) => oneOf !== undefined],
  ['part', ({ type, properties }) => type === 'object' && properties !== undefined],
  ['map', ({ type }) => type === 'object'],
  ['choices', ({ type, items: item }) => type === 'array' && item?.enum !== undefined],
  ['list', ({ type }) => type === 'array'],
  ['choice', ({ enum: words }) => words !== undefined],
  ['rate', (_, name) => name.endsWith('_bp')],
  ['flag', ({ type }) => type === 'boolean'],
  ['count', ({ type }) => type === 'integer' || type === 'number'],
  ['amount', ({ pattern }) => pattern?.includes('\\.') === true],
];

/** How a place of the document is drawn. */
export const kindOf = (schema: Schema, name: string): NodeKind =>
  tests.find(([, fits]) => fits(schema, name))?.[0] ?? 'text';

/** Without the alternatives that a form need not tell apart: what may be null is what it is, or left empty. */
export function plain(schema: Schema): Schema & { isNullable?: boolean } {
  const [first] = schema.anyOf ?? [];
  if (!first) return schema;
  return { ...first, isNullable: schema.anyOf?.some(({ type }) => type === 'null') ?? false };
}

/** Which of several shapes a part has, told by the key that is fixed in each. */
export function variantOf({ oneOf = [] }: Schema, value: unknown): Schema {
  const key = discriminator(oneOf);
  const found = oneOf.find(({ properties }) => properties?.[key]?.const === branch(value)[key]);
  return found ?? oneOf[0] ?? {};
}

export const discriminator = (shapes: readonly Schema[]): string =>
  Object.entries(shapes[0]?.properties ?? {}).find(([, { const: fixed }]) => fixed !== undefined)?.[0] ?? '';

export const branch = (value: unknown): Branch =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Branch) : {};

export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The document with another value at a place; `undefined` takes the place away. */
export function put(document: unknown, path: Path, value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (typeof head === 'number') return withItem(items(document), head, put(items(document)[head], rest, value));
  const changed = put(branch(document)[head], rest, value);
  if (changed !== undefined) return { ...branch(document), [head]: changed };
  return Object.fromEntries(Object.entries(branch(document)).filter(([key]) => key !== head));
}

function withItem(list: readonly unknown[], at: number, value: unknown): unknown[] {
  if (value === undefined) return list.filter((_, index) => index !== at);
  return at < list.length ? list.map((one, index) => (index === at ? value : one)) : [...list, value];
}

const empties: Readonly<Record<NodeKind, (schema: Schema, name: string) => unknown>> = {
  variant: ({ oneOf }) => emptyOf(oneOf?.[0] ?? {}),
  part: ({ required = [], properties = {} }) =>
    Object.fromEntries(required.map((key) => [key, emptyOf(properties[key] ?? {}, key)])),
  choices: ({ items: item }) => item?.enum?.slice(-1) ?? [],
  list: ({ items: item }, name) => [emptyOf(item ?? {}, name)],
  map: () => ({ '': 1 }),
  flag: () => false,
  choice: ({ enum: words }) => words?.[0],
  rate: () => 0,
  count: ({ minimum = 0 }) => minimum,
  amount: () => '0.00',
  text: () => '',
};

/** What a part that is switched on begins with: what it cannot be without. */
export function emptyOf(given: Schema, name = ''): unknown {
  const schema = plain(given);
  return schema.default ?? schema.const ?? empties[kindOf(schema, name)](schema, name);
}

/** "12.5" -> 1250 basis points; what is no percentage stays as it was written, for the server to refuse. */
export const basisPoints = (text: string): number | string =>
  /^\d{1,5}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : text;

export const wholeNumber = (text: string): number | string => (/^\d{1,15}$/.test(text) ? Number(text) : text);

/** 1250 -> "12.5" */
export const percent = (value: unknown): string => (typeof value === 'number' ? String(value / 100) : text(value));

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The same document with its keys in the order of its schema; the database keeps none. */
export function inOrder(schema: Schema, document: unknown): unknown {
  if (Array.isArray(document)) return items(document).map((one) => inOrder(plain(schema.items ?? {}), one));
  if (typeof document !== 'object' || document === null) return document;
  const { properties = {} } = schema.oneOf ? variantOf(schema, document) : schema;
  const known = Object.keys(properties).filter((key) => key in document);
  const others = Object.keys(document).filter((key) => !(key in properties));
  return Object.fromEntries(
    [...known, ...others].map((key) => [key, inOrder(properties[key] ?? {}, branch(document)[key])]),
  );
}
