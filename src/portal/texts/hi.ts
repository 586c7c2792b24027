import type { Texts } from './en.js';
import { memberHi } from './member-hi.js';
import { pairsHi } from './pairs-hi.js';
import { publicHi } from './public-hi.js';

/** Everything that pages say, in Hindi. */
export const hi: Texts = { ...publicHi, ...memberHi, ...pairsHi };
