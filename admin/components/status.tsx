import { label } from './lib/text.js';

/** Which of the six agreed colours a status has; the word always stands beside it. */
const colours: Readonly<Record<string, string>> = {
  ok: 'paid',
  broken: 'rejected',
  submitted: 'pending',
  pending: 'pending',
  requested: 'pending',
  waiting: 'pending',
  queued: 'pending',
  draft: 'pending',
  review: 'pending',
  parked: 'pending',
  retry: 'pending',
  line_missing: 'pending',
  due: 'pending',
  held: 'held',
  computing: 'held',
  posting: 'held',
  closing: 'held',
  processing: 'held',
  suspended: 'held',
  exported: 'held',
  approved: 'approved',
  confirmed: 'approved',
  open: 'approved',
  published: 'approved',
  exists: 'approved',
  line_new: 'approved',
  paid: 'paid',
  active: 'paid',
  completed: 'paid',
  delivered: 'paid',
  posted: 'paid',
  converted: 'paid',
  captured: 'paid',
  applied: 'paid',
  answered: 'paid',
  rejected: 'rejected',
  failed: 'rejected',
  disabled: 'rejected',
  lost: 'rejected',
  line_differs: 'rejected',
  dropped: 'rejected',
};

/** The colour of a status as a CSS variable; undefined for words that are none. */
export const statusColour = (word: string): string | undefined =>
  word in colours ? `--${colours[word] ?? ''}` : undefined;

/** A status as a coloured word; what is over or neutral is grey. */
export const Status = ({ value, feature }: { value: string; feature: string }) => (
  <span className={`pill ${colours[value] ?? 'reversed'}`}>{label(feature, 'status', value)}</span>
);
