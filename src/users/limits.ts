import type { Request } from 'express';
import type { Limit } from '../http/limit.js';

// Guessing is limited twice: per account, whoever guesses, and per address, whatever is guessed.

const perAccount = (name: string, field: string, points: number): Limit => ({
  name,
  points,
  seconds: 60,
  by: (request) => named(request, field),
});

/** What a body names, spelled one way; a body that names nothing is refused later, and counted nowhere. */
function named(request: Request, field: string): string | null {
  const body: unknown = request.body;
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : null;
  return typeof value === 'string' ? value.normalize('NFC').trim().toLowerCase().slice(0, 200) : null;
}

export const signInLimits: readonly Limit[] = [
  { name: 'sign-in-address', points: 30, seconds: 60, by: 'address' },
  perAccount('sign-in-account', 'login', 10),
];

export const codeLimits: readonly Limit[] = [
  { name: 'code-address', points: 30, seconds: 60, by: 'address' },
  perAccount('code-account', 'email', 5),
];

/** Guesses are limited by their code too; this bounds what it costs us to say no. */
export const guessLimits: readonly Limit[] = [
  { name: 'guess-address', points: 30, seconds: 60, by: 'address' },
  perAccount('guess-account', 'email', 10),
];

export const registerLimits: readonly Limit[] = [{ name: 'register-address', points: 20, seconds: 60, by: 'address' }];

/** Whoever follows a link from a mail; the links themselves cannot be guessed. */
export const linkLimits: readonly Limit[] = [{ name: 'link-address', points: 30, seconds: 60, by: 'address' }];
