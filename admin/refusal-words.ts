import { z } from 'zod';
import type { FieldFault, Refusal } from '../src/core/errors.js';
import type { Run } from '../src/core/run.js';
import { words } from './locale.js';
import type { Person } from './person.js';

/** Whom a refusal is told. */
export type Listener = Pick<Person, 'language' | 'program'>;

type Told = Pick<Refusal, 'message' | 'details'> & { code: string };

/** What a failed run keeps of its reason, beside its words. */
const failure = z.object({ failure: z.looseObject({ code: z.string() }) });

/** General codes: what exactly stands in the way is added as the rule put it, in English. */
const general = new Set(['conflict', 'not_allowed', 'duplicate', 'malformed']);

/**
 * What a refusal says in its reader's language, told apart by its reason or its code; what has no translation stays as
 * the rule put it, and English always does.
 */
export function sentenceOf({ code, message, details }: Told, listener: Listener): string {
  if (listener.language === 'en') return message;
  const { faults, facts = {} } = details;
  const known = words(listener.language);
  const byReason = known[`refused.why.${String(facts['reason'])}`];
  if (byReason !== undefined) return fill(byReason, shown(facts, listener));
  const byCode = known[`refused.why.${code}`];
  if (byCode === undefined) return message;
  const said = fill(byCode, { ...shown(facts, listener), faults: faults ? toldAll(faults, listener) : message });
  return general.has(code) ? `${said} (${message})` : said;
}

/** Why a run failed; null for one that did not. */
export function failureOf({ error, result }: Pick<Run, 'error' | 'result'>, listener: Listener): string | null {
  const told = failure.safeParse(result).data?.failure;
  if (error === null || !told) return error;
  const { code, ...facts } = told;
  return sentenceOf({ code, message: error, details: { facts } }, listener);
}

/** What is wrong with each field, by its path. */
export const faultsOf = ({ details }: Refusal, listener: Listener): Record<string, string> =>
  Object.fromEntries(
    (details.faults ?? []).map((fault) => [fault.path.join('.') || 'input', faultText(fault, listener)]),
  );

function faultText({ code, message }: FieldFault, { language }: Listener): string {
  return language === 'en' ? message : (words(language)[`refused.field.${code}`] ?? message);
}

const toldAll = (faults: readonly FieldFault[], listener: Listener): string =>
  faults.map((fault) => `${fault.path.join('.')}: ${faultText(fault, listener)}`).join('; ');

/** The facts of a refusal as people of the language write them. */
function shown(facts: Readonly<Record<string, unknown>>, listener: Listener): Record<string, string> {
  const given = Object.entries(facts).map(([name, value]) => [name, String(value)] as const);
  const told = given.map(([name, value]) => [name, ways[name]?.(value, listener) ?? value] as const);
  const { run_kind: kind = '', ...rest } = Object.fromEntries(told);
  return { ...rest, run: fill(words(listener.language)[`refused.run.${kind}`] ?? '', rest) };
}

const ways: Readonly<Record<string, (value: string, listener: Listener) => string>> = {
  from: statusIn,
  to: statusIn,
  month: (month, { language }) => on(`${month}-01`, language, { year: 'numeric', month: 'long', timeZone: 'UTC' }),
  until: (day, { language }) => on(day, language, { dateStyle: 'medium', timeZone: 'UTC' }),
  since: (at, { language, program }) =>
    on(at, language, { dateStyle: 'medium', timeStyle: 'short', timeZone: program?.timeZone ?? 'UTC' }),
};

function statusIn(status: string, { language }: Listener): string {
  const known = words(language);
  return known[`panel.status.${status}`] ?? known[`refused.state.${status}`] ?? status;
}

const on = (at: string, language: string, how: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(`${language}-IN`, how).format(new Date(at));

const fill = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => facts[name] ?? '');
