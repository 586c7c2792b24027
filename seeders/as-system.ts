import { z } from 'zod';
import { system } from '../src/core/actor.js';
import { command } from '../src/core/command.js';
import { systemOnly } from '../src/core/policy.js';
import type { Work } from '../src/core/work.js';

/** Runs functions that commands share as one command of the system: logged, with all that follows from it. */
export function asSystem<R>(programId: number | null, run: (work: Work) => Promise<R>): Promise<R> {
  const seed = command({ name: 'demo.seed', input: z.strictObject({}), allow: systemOnly, run });
  return seed(system(programId), {});
}
