import type { BinaryRules } from '../../programs/plan-document.js';
import type { Match } from './binary.js';
import type { Credits } from './credits.js';
import type { Network } from './network.js';
import type { PairPay } from './pair-pay.js';
import type { Standing } from './people.js';
import type { Ages } from './period-end.js';

/** One member's matching on one day, for whoever keeps the reasons. */
export interface MatchRecord extends Pick<Match, 'formed' | 'paid' | 'flushed' | 'reasons'> {
  member: number;
  day: number;
  possible: number;
  /** What the legs hold afterwards. */
  carryLeft: bigint;
  carryRight: bigint;
}

/** What a matching works with. */
export interface MatchingInput {
  rules: BinaryRules;
  network: Network;
  standing: Standing;
  credits: Credits;
  pay: PairPay;
  /** Pairs that a member's cap window allows; Infinity without a cap. */
  capOf: (member: number) => number;
  /** Only where volume expires. */
  ages?: Ages | undefined;
  /** Hears of every member who had a possible pair. */
  record?: ((record: MatchRecord) => void) | undefined;
}
