import type { FieldFault, Refusal } from '../core/errors.js';
import { fill } from './say.js';
import type { Say } from './say.js';
import { faultsHi, refusedHi } from './texts/refused-hi.js';

/** Why something was refused, in the reader's words; English as the rule put it. */
export function refusalIn(say: Say, { code, message, details }: Refusal): string {
  if (say.language === 'en') return message;
  const { facts = {}, faults } = details;
  const known = refusedHi[String(facts['reason'])] ?? refusedHi[code];
  if (known !== undefined) return fill(known, facts as Record<string, string>);
  return faults?.map((fault) => faultIn(say, fault)).join('; ') ?? message;
}

/** What is wrong with a field. */
export const faultIn = (say: Say, { code, message }: FieldFault): string =>
  say.language === 'en' ? message : (faultsHi[code] ?? say.text('order.fields.other'));
