import type { Actor } from '../../core/actor.js';
import { NotAllowed, invalidField } from '../../core/errors.js';
import type { Invalid } from '../../core/errors.js';
import { parsePlan } from '../../programs/plan-document.js';
import { paysForPeople } from '../../programs/plan-lint.js';
import type { Plan } from '../../programs/plan.js';
import { languages } from '../../users/user.js';
import type { Language } from '../../users/user.js';

const sentences: Readonly<Record<Language, (version: number, name: string) => string>> = {
  en: (version, name) => `I know that version ${version} of "${name}" pays for people rather than for sales of goods.`,
  hi: (version, name) => `मुझे पता है कि "${name}" का संस्करण ${version} सामान की बिक्री के बजाय लोगों के लिए भुगतान करता है।`,
};

/** What an owner types, word for word, to publish a plan that pays for people; null for other plans. */
export function acknowledgementFor(
  { version, document }: Pick<Plan, 'version' | 'document'>,
  language: Language = 'en',
): string | null {
  const plan = parsePlan(document);
  return paysForPeople(plan) ? sentences[language](version, plan.name).normalize('NFC') : null;
}

/** A plan that pays for people is published by an owner, who has typed so in a language; no other plan asks for it. */
export function refuseUnacknowledged(plan: Plan, actor: Actor, given: string | null): void {
  const wanted = acknowledgementFor(plan);
  if (wanted === null && given !== null) throw fault('is asked for only where a plan pays for people', 'not_asked_for');
  if (wanted === null) return;
  if (actor.role !== 'owner')
    throw new NotAllowed('Only an owner can publish a plan that pays for people.', 'owner_only');
  if (!languages.some((language) => given === acknowledgementFor(plan, language)))
    throw fault(`has to read: ${wanted}`, 'other_words');
}

const fault = (message: string, code: string): Invalid => invalidField('acknowledgement', message, code);
