import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { roles } from '../core/policy.js';
import { programSettings } from './program-settings.js';
import { Program } from './program.js';

export const renameProgram = command({
  name: 'program.rename',
  input: z.strictObject({ programId: id, name: text(100) }),
  allow: roles('owner', 'admin'),

  async run({ input, tx }) {
    const program = await lockOrRefuse(Program, input.programId, tx);
    return program.set({ name: input.name }).save({ transaction: tx });
  },
});

/** Sets all settings of a program; what is left out is as if it had never been set. */
export const changeProgramSettings = command({
  name: 'program.change-settings',
  input: z.strictObject({ programId: id, settings: programSettings }),
  allow: roles('owner', 'admin'),

  async run({ input: { programId, settings }, tx }) {
    const program = await lockOrRefuse(Program, programId, tx);
    return program.set({ settings }).save({ transaction: tx });
  },
});

/** The program of callers who name none. */
export const makeDefaultProgram = command({
  name: 'program.make-default',
  input: z.strictObject({ programId: id }),
  allow: roles('owner'),

  async run({ input, tx }) {
    const program = await lockOrRefuse(Program, input.programId, tx);
    if (program.isDefault) return program;
    const before = await Program.findOne({ where: { isDefault: true }, lock: tx.LOCK.UPDATE, transaction: tx });
    if (before) await before.set({ isDefault: false }).save({ transaction: tx });
    return program.set({ isDefault: true }).save({ transaction: tx });
  },
});
