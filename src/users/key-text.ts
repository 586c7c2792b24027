import { createHash, randomInt } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const shape = /^up_live_([A-Za-z0-9]{8})_[A-Za-z0-9]{43}$/;

/** A key as its holder keeps it: shown once, and here is all that ever knows the text. */
export interface KeyText {
  text: string;
  prefix: string;
  hash: string;
}

/** `up_live_<8>_<43>`: the second part holds 256 random bits, so its hash needs no salt and no slowness. */
export function newKeyText(): KeyText {
  const prefix = randomText(8);
  const text = `up_live_${prefix}_${randomText(43)}`;
  return { text, prefix, hash: hashOfKey(text) };
}

/** The prefix of a text that is shaped like a key; null for anything else. */
export const prefixOf = (text: string): string | null => shape.exec(text)?.[1] ?? null;

export const hashOfKey = (text: string): string => createHash('sha256').update(text).digest('hex');

const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
