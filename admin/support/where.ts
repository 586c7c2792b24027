import { DateTime } from 'luxon';
import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import { Refusal } from '../../src/core/errors.js';
import { parseAmount } from '../../src/core/money.js';
import type { Column, Kind } from './column.js';

/** `filters.NAME=value` (one, or several with commas) and `filters.NAME~~from=`, `~~to=`, as texts. */
export type Filters = Readonly<Record<string, string>>;
type Operand = string | number | boolean | Date;

/** From what a person filters by to a where clause; nothing but declared columns, nothing that can fail in SQL. */
export function whereOf(filters: Filters, columns: ReadonlyMap<string, Column>, zone: string): WhereOptions {
  const clauses = Object.entries(filters).map(([key, text]) => {
    const [name = '', end] = key.split('~~');
    const column = columns.get(name);
    if (!column || column.sql) throw new Refusal('unknown_parameter', `There is no filter "${name.slice(0, 60)}".`);
    return { [name]: end ? bound(column, end, text, zone) : match(column, text, zone) };
  });
  return { [Op.and]: clauses };
}

/** Anything that contains the text, in one of the columns; a whole number also finds the row with that id. */
export function searchIn(columns: readonly string[], text: string): WhereOptions {
  const clean = textOf(text);
  const byId = /^#?\d{1,15}$/.test(clean) ? [{ id: clean.replace('#', '') }] : [];
  return { [Op.or]: [...columns.map((name) => ({ [name]: contains(clean) })), ...byId] };
}

function match(column: Column, text: string, zone: string): unknown {
  if (text === 'none') return null;
  if (column.kind === 'instant') return { [Op.gte]: start(text, zone), [Op.lt]: endOf(text, zone) };
  if (column.kind === 'text') return contains(textOf(text));
  return {
    [Op.in]: text
      .split(',')
      .slice(0, 200)
      .map((part) => operand(column, part)),
  };
}

function bound(column: Column, end: string, text: string, zone: string): unknown {
  if (column.kind === 'instant')
    return end === 'from' ? { [Op.gte]: start(text, zone) } : { [Op.lt]: endOf(text, zone) };
  return end === 'from' ? { [Op.gte]: operand(column, text) } : { [Op.lte]: operand(column, text) };
}

const unstorable = /[\0\p{Surrogate}]/u;
const wholeNumber = /^-?\d{1,15}$/;

type Read = (name: string, text: string) => Operand;

const whole: Read = (name, text) => {
  if (!wholeNumber.test(text)) throw bad(name, 'is not a whole number');
  return text;
};

const readers: Readonly<Partial<Record<Kind, Read>>> = {
  id: whole,
  reference: whole,
  count: whole,
  rate: whole,
  money: minorOf,
  volume: minorOf,
  flag: (name, text) => oneOf(name, text, ['true', 'false']) === 'true',
  day: (name, text) => {
    if (!DateTime.fromISO(text).isValid) throw bad(name, 'is not a date');
    return text;
  },
};

function operand({ kind, name, values }: Column, text: string): Operand {
  const clean = textOf(text);
  if (values && !values.includes(clean)) throw bad(name, 'is none of its values');
  return readers[kind]?.(name, clean) ?? clean;
}

function minorOf(name: string, text: string): string {
  try {
    return String(text.startsWith('-') ? -parseAmount(text.slice(1)) : parseAmount(text));
  } catch {
    throw bad(name, 'is not an amount such as 59.00');
  }
}

function oneOf(name: string, text: string, choices: readonly string[]): string {
  if (!choices.includes(text)) throw bad(name, `is not one of ${choices.join(', ')}`);
  return text;
}

const contains = (text: string) => ({ [Op.iLike]: `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` });

function textOf(text: string): string {
  if (unstorable.test(text)) throw new Refusal('malformed', 'The text has characters that no row can have.');
  return text.slice(0, 500);
}

const start = (text: string, zone: string): Date => moment(text, zone).toJSDate();

/** A day, given alone, is meant whole. */
const endOf = (text: string, zone: string): Date =>
  (text.length === 10 ? moment(text, zone).plus({ days: 1 }) : moment(text, zone)).toJSDate();

function moment(text: string, zone: string): DateTime {
  const at = DateTime.fromISO(text, { zone });
  if (!at.isValid || at.year < 1900 || at.year > 9999)
    throw new Refusal('malformed', `"${text.slice(0, 40)}" is not a date.`);
  return at;
}

const bad = (name: string, why: string): Refusal => new Refusal('malformed', `The filter "${name}" ${why}.`);
