import { programOf } from '../../src/core/policy.js';
import { page } from '../pages.js';
import { finance } from '../policies.js';
import { daysToMatch, monthsOf } from './run-months.js';
import { offersOn } from './run-offers.js';
import { summariesOf } from './run-summary.js';

const shown = 20;

/** The months of the program and what was computed over them: what is under way, what is due, and what came before. */
export const commissionRuns = page({
  name: 'commission-runs',
  component: 'RunsPage',
  icon: 'PlayCircle',
  group: 'money',
  see: finance,
  async read({ person }) {
    const { actor, program } = person;
    const now = new Date();
    const programId = programOf(actor);
    const [months, [current], runs, matching] = await Promise.all([
      monthsOf(actor, now),
      summariesOf(person, { programId, isOpen: true }, 1),
      summariesOf(person, { programId }, shown),
      daysToMatch(actor, { timeZone: program?.timeZone ?? 'UTC' }, now),
    ]);
    const open = current ? { ...current, offered: await offersOn(current.id, person) } : null;
    return { months, current: open, runs, ...matching };
  },
});
