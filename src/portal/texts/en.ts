import { memberEn } from './member-en.js';
import { pairsEn } from './pairs-en.js';
import { publicEn } from './public-en.js';

/** Everything that pages say, in English. */
export const en = { ...publicEn, ...memberEn, ...pairsEn };

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<TextKey, string>>;
