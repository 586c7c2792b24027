import { NotFound } from '../../src/core/errors.js';
import { page } from '../pages.js';
import { officeAndLeads } from '../policies.js';
import { standingOf } from './network-member.js';
import { below, found, opening, upline, waiting } from './network-tree.js';
import { wishOf } from './network-wish.js';
import type { Reading } from './network-wish.js';

/** What the screen asks for after it opened: only a few levels, names or members at a time. */
const readings: Readonly<Record<string, Reading>> = {
  opening,
  below,
  upline,
  found,
  waiting,
  member: standingOf,
};

/** Who stands where and who brought whom, three levels at a time, and those who wait for a place. */
export const network = page({
  name: 'network',
  component: 'NetworkPage',
  icon: 'Share2',
  group: 'network',
  see: officeAndLeads,
  async read({ person, query }) {
    const reading = readings[query['filters.show'] ?? 'opening'];
    if (!reading) throw new NotFound('page');
    return reading(person, wishOf(query));
  },
});
