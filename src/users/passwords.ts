import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../core/errors.js';

/** OWASP's smallest argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const atOnce = 2;
const mostWaiting = 50;
let running = 0;
const waiting: (() => void)[] = [];

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

export const isPassword = (password: string, passwordHash: string): Promise<boolean> =>
  inTurn(() => verify(passwordHash, password));

let dummy: Promise<string> | undefined;

/** Takes as long as a real comparison, so that time does not tell who has an account. */
export async function compareWithNothing(password: string): Promise<false> {
  dummy ??= hashPassword('nobody has this password');
  await isPassword(password, await dummy);
  return false;
}

/** Hashing is slow on purpose: two at a time, 50 in line, and whoever comes then is sent away at once. */
async function inTurn<R>(work: () => Promise<R>): Promise<R> {
  if (running >= atOnce) await standInLine();
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function standInLine(): Promise<void> {
  if (waiting.length >= mostWaiting) {
    throw new Refusal('unavailable', 'Too many people are signing in at once.', { retryAfterSeconds: 2 });
  }
  return new Promise((resolve) => waiting.push(resolve));
}
