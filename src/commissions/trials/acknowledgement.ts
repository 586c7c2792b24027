import type { Actor } from '../../core/actor.js';
import { NotAllowed, invalidField } from '../../core/errors.js';
import type { Invalid } from '../../core/errors.js';
import { parsePlan } from '../../programs/plan-document.js';
import { paysForPeople } from '../../programs/plan-lint.js';
import type { Plan } from '../../programs/plan.js';

/** What an owner types, word for word, to publish a plan that pays for people; null for other plans. */
export function acknowledgementFor({ version, document }: Pick<Plan, 'version' | 'document'>): string | null {
  const plan = parsePlan(document);
  if (!paysForPeople(plan)) return null;
  const sentence = `I know that version ${version} of "${plan.name}" pays for people rather than for sales of goods.`;
  return sentence.normalize('NFC');
}

/** A plan that pays for people is published by an owner, who has typed so; no other plan asks for it. */
export function refuseUnacknowledged(plan: Plan, actor: Actor, given: string | null): void {
  const wanted = acknowledgementFor(plan);
  if (wanted === null && given !== null) throw fault('is asked for only where a plan pays for people');
  if (wanted === null) return;
  if (actor.role !== 'owner') throw new NotAllowed('Only an owner can publish a plan that pays for people.');
  if (given !== wanted) throw fault(`has to read: ${wanted}`);
}

const fault = (message: string): Invalid => invalidField('acknowledgement', message);
