import type { Disposition } from '../../src/leads/disposition.js';
import type { LeadEvent } from '../../src/leads/lead-event.js';
import type { Lead } from '../../src/leads/lead.js';
import { nextLead } from '../../src/leads/next-lead.js';
import { page } from '../pages.js';
import { deskWorkers } from '../policies.js';

/** Whom to call now, what was said before, and how the call can end. */
export const callDesk = page({
  name: 'call-desk',
  component: 'CallDeskPage',
  icon: 'Headphones',
  group: 'work',
  see: deskWorkers,
  async read({ person }) {
    const { lead, turn, waiting, history, dispositions } = await nextLead(person.actor, {});
    return {
      turn,
      waiting,
      lead: lead && presentLead(lead),
      history: history.map(presentEvent),
      dispositions: dispositions.map(presentDisposition),
    };
  },
});

const presentLead = ({
  id,
  name,
  phone,
  email,
  timeZone,
  stage,
  substage,
  score,
  attempts,
  callbackAt,
  lastCalledAt,
}: Lead) => ({
  id,
  name,
  phone,
  email,
  timeZone,
  stage,
  substage,
  score,
  attempts,
  callbackAt,
  lastCalledAt,
});

const presentEvent = ({ id, kind, note, stage, createdAt }: LeadEvent) => ({ id, kind, note, stage, createdAt });

const presentDisposition = ({ key, name, hotkey, followUp }: Disposition) => ({ key, name, hotkey, followUp });
