import { WrongState } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import type { Work } from '../core/work.js';
import { Lead } from './lead.js';
import { leadsSeenBy } from './scope.js';

/** The lead, locked; somebody else's is not found. */
export const lockLead = async ({ tx, actor }: Work, leadId: number): Promise<Lead> =>
  lockOrRefuse(Lead, leadId, tx, await leadsSeenBy(actor, { tx }));

/** The same, when it is still to be won. */
export async function lockOpenLead(work: Work, leadId: number, what: string): Promise<Lead> {
  const lead = await lockLead(work, leadId);
  if (lead.status !== 'open') throw new WrongState('lead', lead.status, what);
  return lead;
}
