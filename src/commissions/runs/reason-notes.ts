import { reasonsOf } from '../engine/lines.js';
import type { Reason } from '../engine/lines.js';

/** Why pairs were not formed or not paid, in words. */
export const reasonWords: Readonly<Record<Reason, string>> = {
  first_pair: 'The first pair ever uses its volume and pays nothing.',
  daily_cap: 'The cap of the day stopped further pairs.',
  monthly_cap: 'The cap of the month stopped further pairs.',
  lifetime_cap: 'The cap of a lifetime stopped further pairs.',
  inactive_limit: 'The limit for members who are no Active Buyers was reached; the rest is not accrued.',
  inactive: 'The member was not active; the legs go on carrying.',
  binary_inactive: 'Pairs are not open yet: not enough directs have been activated.',
  not_distributor: 'Only distributors earn pairs.',
  refund: 'A refund took this back.',
  undone: 'A refund took volume back, and the latest pairs were undone with it.',
};

export const reasonNotes = (bits: number): string[] => reasonsOf(bits).map((reason) => reasonWords[reason]);
