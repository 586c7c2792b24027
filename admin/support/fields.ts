import { z } from 'zod';

export const fieldKinds = [
  'text',
  'textarea',
  'number',
  'amount',
  'choice',
  'many',
  'reference',
  'flag',
  'date',
  'instant',
  'json',
  'email',
  'password',
  'file',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** One field of a command's form, as the browser draws it. */
export interface Field {
  name: string;
  kind: FieldKind;
  required: boolean;
  max?: number;
  min?: number;
  options?: readonly string[];
  /** For `reference`: where to look names up, and by which filters. */
  of?: string;
  where?: Readonly<Record<string, string>>;
  initial?: unknown;
}

/** What a schema cannot say about a field. */
export type FieldHint = Partial<Omit<Field, 'name'>>;

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  format?: string;
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

/** The fields that a person fills in: those of the command's input that the record does not already give. */
export function fieldsOf(
  input: z.ZodType,
  given: readonly string[],
  hints: Readonly<Record<string, FieldHint>> = {},
): Field[] {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  return Object.entries(properties)
    .filter(([name]) => !given.includes(name))
    .map(([name, schema]) => ({
      name,
      required: required.includes(name),
      initial: schema.default,
      ...guess(name, schema),
      ...hints[name],
    }));
}

type Guess = Pick<Field, 'kind' | 'options' | 'max' | 'min' | 'of'>;

/** The first that fits decides. */
const guesses: readonly ((name: string, schema: Schema) => Guess | undefined)[] = [
  (_name, { enum: values }) => (values ? { kind: 'choice', options: values.map(String) } : undefined),
  (_name, { items }) => (items?.enum ? { kind: 'many', options: items.enum.map(String) } : undefined),
  (name, schema) => (isId(schema) ? referenceBy(name) : undefined),
  (_name, { type }) => (is(type, 'boolean') ? { kind: 'flag' } : undefined),
  (_name, { type, minimum, maximum }) =>
    is(type, 'integer') || is(type, 'number') ? { kind: 'number', min: minimum, max: maximum } : undefined,
  (_name, { type }) => (is(type, 'object') || is(type, 'array') ? { kind: 'json' } : undefined),
  (_name, { pattern }) => (pattern === String.raw`^\d{1,13}(\.\d{1,2})?$` ? { kind: 'amount' } : undefined),
  (_name, { format }) =>
    format === 'date-time' ? { kind: 'instant' } : format === 'date' ? { kind: 'date' } : undefined,
  (_name, { maxLength = 0 }) => (maxLength >= 1_000_000 ? { kind: 'file', max: maxLength } : undefined),
  (name) => (/password/i.test(name) ? { kind: 'password' } : /^email$/i.test(name) ? { kind: 'email' } : undefined),
  (name, { maxLength = 0 }) =>
    maxLength > 1000 || /^(reason|note|notes|description|body|consentText)$/.test(name)
      ? { kind: 'textarea', max: maxLength || undefined }
      : undefined,
];

function guess(name: string, schema: Schema): Guess {
  const plain = unwrap(schema);
  for (const tryOne of guesses) {
    const found = tryOne(name, plain);
    if (found) return found;
  }
  return { kind: 'text', max: plain.maxLength };
}

/** What may also be null is drawn as what it is otherwise. */
function unwrap(schema: Schema): Schema {
  const real = schema.anyOf?.filter(({ type }) => type !== 'null');
  return real?.length === 1 && real[0] ? unwrap(real[0]) : schema;
}

const is = (type: string | string[] | undefined, wanted: string): boolean => [type].flat().includes(wanted);

const isId = ({ anyOf }: Schema): boolean => anyOf?.some(({ pattern }) => pattern === String.raw`^\d{1,15}$`) === true;

/** What people and things are called where they play a part. */
const players: Readonly<Record<string, string>> = {
  assignee: 'users',
  owner: 'users',
  team_lead: 'users',
  seller_user: 'users',
  sponsor: 'members',
  parent: 'members',
  seller_member: 'members',
  buyer_member: 'members',
  batch: 'payout_batches',
};

/** `memberId` names a row of `members`, `ownerId` one of `users`. */
function referenceBy(name: string): Guess {
  const noun = name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return { kind: 'reference', of: players[noun] ?? `${noun}s` };
}
