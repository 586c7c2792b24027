import { invalidField } from '../core/errors.js';
import type { Work } from '../core/work.js';
import { convert } from './convert.js';
import type { SaleOfLead } from './convert.js';
import type { Disposition, FollowUp } from './disposition.js';
import { forbidCalls } from './do-not-call.js';
import type { Lead } from './lead.js';
import { standAtLeast, standLost } from './standing.js';

/** What the caller said besides how it ended. */
export interface Agreed {
  callbackAt: Date | null;
  sale: SaleOfLead | null;
}

type Follow = (work: Work, lead: Lead, disposition: Disposition, agreed: Agreed) => Promise<void>;

const follows: Readonly<Record<FollowUp, Follow>> = {
  nothing: (work, lead, disposition) => goOn(work, lead, disposition),

  async call_back(work, lead, disposition, { callbackAt }) {
    if (!callbackAt || callbackAt <= work.now)
      throw invalidField('callbackAt', 'Say when to call back, in the future.');
    await goOn(work, lead, disposition);
    lead.set({ callbackAt });
  },

  async retry(work, lead, disposition) {
    const { maxAttempts, retryAfterMinutes } = disposition;
    if (maxAttempts !== null && lead.attempts >= maxAttempts) {
      await standLost(lead, 'unreachable', work.tx);
    } else {
      await goOn(work, lead, disposition);
      lead.set({ retryAt: new Date(work.now.getTime() + (retryAfterMinutes ?? 0) * 60_000) });
    }
  },

  async do_not_call(work, lead, { name, substage }) {
    const { programId, phone } = lead;
    await standLost(lead, substage ?? 'do_not_call', work.tx);
    lead.set({ doNotCall: true });
    if (phone) await forbidCalls(work, { programId, phone, reason: `Said in a call: ${name}.` });
  },

  async close(work, lead, { substage }) {
    await standLost(lead, substage ?? 'lost', work.tx);
  },

  async convert(work, lead, _disposition, { sale }) {
    if (!sale) throw invalidField('sale', 'Say what was sold, and for how much.');
    await convert(work, lead, sale);
  },
};

/** Does to the lead what the disposition says follows, and saves it. */
export async function followUp(work: Work, lead: Lead, disposition: Disposition, agreed: Agreed): Promise<void> {
  await follows[disposition.followUp](work, lead, disposition, agreed);
  await lead.save({ transaction: work.tx });
}

/** To the disposition's place, if it names one; never back in the pipeline. */
async function goOn({ tx }: Work, lead: Lead, { stage, substage }: Disposition): Promise<void> {
  if (stage !== null && substage !== null) await standAtLeast(lead, { stage, substage }, tx);
}
