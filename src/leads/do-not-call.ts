import type { Transaction } from 'sequelize';
import type { Work } from '../core/work.js';
import { DoNotCallEntry } from './do-not-call-entry.js';
import { Lead } from './lead.js';

interface Numbered {
  programId: number;
  phone: string;
}

/** The entry that forbids calling a number, if there is one. */
export const entryOf = ({ programId, phone }: Numbered, tx?: Transaction): Promise<DoNotCallEntry | null> =>
  DoNotCallEntry.findOne({ where: { programId, phone, liftedAt: null }, transaction: tx ?? null });

/** Puts a number on the list, once, and marks every lead that has it. */
export async function forbidCalls(
  work: Work,
  { programId, phone, reason }: Numbered & { reason: string },
): Promise<DoNotCallEntry> {
  const { tx, actor } = work;
  await mark({ programId, phone, doNotCall: true }, tx);
  const entry = await entryOf({ programId, phone }, tx);
  return entry ?? DoNotCallEntry.create({ programId, phone, reason, addedBy: actor.userId }, { transaction: tx });
}

/** Keeps the leads in step with the list; a forbidden number waits for no call. */
export async function mark(
  { programId, phone, doNotCall }: Numbered & { doNotCall: boolean },
  tx: Transaction,
): Promise<void> {
  const calls = doNotCall ? { callbackAt: null, retryAt: null } : {};
  await Lead.update({ doNotCall, ...calls }, { where: { programId, phone }, transaction: tx });
}
