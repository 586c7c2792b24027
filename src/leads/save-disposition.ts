import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { Disposition, followUps } from './disposition.js';
import { key } from './fields.js';
import { substageOf } from './standing.js';

const orNull = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);

/** Adds a way for calls to end, or changes the one of that key; an archived one comes back. */
export const saveDisposition = command({
  name: 'disposition.save',
  input: z.strictObject({
    key,
    name: text(100),
    position: z.int().min(1).max(1000),
    hotkey: orNull(z.string().regex(/^[a-z0-9]$/, 'is not one letter or digit')),
    followUp: z.enum(followUps),
    retryAfterMinutes: orNull(z.int().min(1).max(525_600)),
    maxAttempts: orNull(z.int().min(1).max(100)),
    stage: orNull(key),
    substage: orNull(key),
  }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, tx }) {
    const programId = programOf(actor);
    if (input.followUp === 'retry' && input.retryAfterMinutes === null) {
      throw invalidField('retryAfterMinutes', 'Say after how long to try again.');
    }
    const { stage, substage } = input;
    const place = stage === null ? null : await substageOf(programId, { stage, substage }, tx);
    const where = { programId, key: input.key };
    const found = await Disposition.findOne({ where, lock: tx.LOCK.UPDATE, transaction: tx });
    const disposition = found ?? Disposition.build({ ...where, name: input.name, position: 1, followUp: 'nothing' });
    return disposition.set({ ...input, substage: place?.key ?? null, archivedAt: null }).save({ transaction: tx });
  },
});

/** Takes a disposition off the call desk; calls that ended so keep it. */
export const archiveDisposition = command({
  name: 'disposition.archive',
  input: z.strictObject({ dispositionId: id }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, now, tx }) {
    const disposition = await lockOrRefuse(Disposition, input.dispositionId, tx, { programId: programOf(actor) });
    return disposition.archivedAt ? disposition : disposition.set({ archivedAt: now }).save({ transaction: tx });
  },
});
