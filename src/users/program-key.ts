import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { invalidField } from '../core/errors.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';

// Tokens name their program by its key. The programs feature stands right of this one, so only the two columns that
// never change are read here.

/** The audience of a token of an install that has no program yet. */
const noProgram = 'upline';

const found = z.object({ id: int, key: z.string() });
const known = new Map<string, number>();

/** The program with this key, null when there is none. */
export async function programIdOf(key: string, tx?: Transaction): Promise<number | null> {
  const id = known.get(key) ?? (await selectOne('SELECT id, key FROM programs WHERE key = $1', [key], found, tx))?.id;
  if (id !== undefined) known.set(key, id);
  return id ?? null;
}

/** What the audience of a token names: a program, null for none, undefined when there is no such program. */
export async function programOfAudience(audience: string): Promise<number | null | undefined> {
  if (audience === noProgram) return null;
  return (await programIdOf(audience)) ?? undefined;
}

export async function audienceOf(programId: number | null, tx?: Transaction): Promise<string> {
  const program = await selectOne('SELECT id, key FROM programs WHERE id = $1', [programId], found, tx);
  return program?.key ?? noProgram;
}

/** The program of callers who name none. */
export async function defaultProgramId(tx?: Transaction): Promise<number | null> {
  const program = await selectOne('SELECT id, key FROM programs WHERE is_default', [], found, tx);
  return program?.id ?? null;
}

/** The program that a person wants to work in; refused when there is none of that key. */
export async function chosenProgram(key: string | undefined, tx: Transaction): Promise<number | null> {
  if (key === undefined) return defaultProgramId(tx);
  const id = await programIdOf(key, tx);
  if (id === null) throw invalidField('program', 'is not a program of this install', 'unknown_program');
  return id;
}
