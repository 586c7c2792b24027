import { Refusal } from '../../core/errors.js';

/** What columns of 64 bits are filled with at most; beyond 2^63 they would begin anew below zero without a word. */
export const most_minor = 9_000_000_000_000_000_000n;

/** Money, volume or pairs that cannot be counted. The computation ends: a wrong number would look like any other. */
export class TooLarge extends Refusal {
  constructor(what: string) {
    super('invalid', `${what} cannot be counted: the plan or the volumes are too large.`, {
      facts: { reason: 'too_large_to_count' },
    });
  }
}

/** A sum as it is, if columns hold it. */
export function counted(sum: bigint, what: string): bigint {
  if (sum > most_minor || sum < -most_minor) throw new TooLarge(what);
  return sum;
}
