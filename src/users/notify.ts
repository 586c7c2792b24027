import { z } from 'zod';
import { command } from '../core/command.js';
import { id, optionalText, text } from '../core/parse.js';
import { systemOnly } from '../core/policy.js';
import { Notification } from './notification.js';

/** Tells a person something, once per source: an event that is delivered twice is told once. */
export const notify = command({
  name: 'notification.add',
  input: z.strictObject({
    userId: id,
    kind: text(100),
    title: text(200),
    body: optionalText(2000),
    path: z
      .string()
      .max(500)
      .regex(/^\/(?!\/)/, 'is not a path of this install')
      .nullish(),
    source: text(200),
  }),
  allow: systemOnly,

  async run({ input, actor, tx }) {
    const { userId, source, ...rest } = input;
    const told = await Notification.findOne({ where: { userId, source }, transaction: tx });
    return told ?? Notification.create({ ...rest, userId, source, programId: actor.programId }, { transaction: tx });
  },
});
