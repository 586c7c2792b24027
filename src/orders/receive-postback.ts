import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField, NotFound } from '../core/errors.js';
import { systemOnly } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { selectOne } from '../db/select.js';
import { programById } from '../programs/find-program.js';
import { applyPostback } from './apply-postback.js';
import type { Told } from './apply-postback.js';
import { oneAtATime } from './one-at-a-time.js';
import { ParkedFact } from './parked-fact.js';
import { Postback } from './postback.js';
import { postbackKeyHash, PostbackSource } from './postback-source.js';
import { readPostback } from './read-postback.js';

/** A tracker tells what became of a click. Told again it counts once; of a click not heard of yet it is parked. */
export const receivePostback = command({
  name: 'postback.receive',
  input: z.strictObject({
    apiKey: z.string().max(200),
    query: z.record(z.string(), z.unknown()),
    params: z.record(z.string(), z.string()),
  }),
  allow: systemOnly,

  async run({ input, ...work }): Promise<'counted' | 'parked'> {
    const source = await findSource(input.apiKey, work.tx);
    const told: Told = { ...readPostback(input.query), ...source, params: input.params };
    await refuseForeign(told, work.tx);
    return (await countOnce(work, told)) ? 'counted' : 'parked';
  },
});

async function findSource(key: string, tx: Transaction) {
  const where = { keyHash: postbackKeyHash(key), status: 'active' as const };
  const source = await PostbackSource.findOne({ where, transaction: tx });
  if (!source) throw new NotFound('postback address');
  return { sourceId: source.id, programId: source.programId };
}

async function refuseForeign({ programId, currency }: Told, tx: Transaction): Promise<void> {
  const program = await programById(programId, tx);
  if (currency === undefined || currency === program.currency) return;
  throw invalidField('currency', `must be ${program.currency}, the program's currency`, 'wrong_currency');
}

/** Whether it counts, now or before; false when its click is not known. */
async function countOnce(work: Work, told: Told): Promise<boolean> {
  const { sourceId, clickId, tid, status } = told;
  await oneAtATime(work.tx, 'postback', sourceId, clickId, tid);
  const first = await Postback.findOne({ where: { sourceId, clickId, tid, status }, transaction: work.tx });
  if (first) return true;
  if (!(await isKnown(told, work.tx))) {
    await park(work, told);
    return false;
  }
  await applyPostback(work, told);
  return true;
}

async function isKnown({ clickId, programId }: Told, tx: Transaction): Promise<boolean> {
  const sql = 'SELECT id FROM referral_tokens WHERE click_id = $1 AND program_id = $2 LIMIT 1';
  return (await selectOne(sql, [clickId, programId], z.unknown(), tx)) !== undefined;
}

async function park({ tx }: Work, { programId, sourceId, clickId, tid, status, payout, currency, params }: Told) {
  const fact = { programId, kind: 'postback' as const, waitsFor: clickId, key: `${String(sourceId)}/${tid}/${status}` };
  const payload = { sourceId, tid, status, payout: payout?.toString() ?? null, currency: currency ?? null, params };
  const first = await ParkedFact.findOne({ where: fact, transaction: tx });
  if (!first) await ParkedFact.create({ ...fact, payload }, { transaction: tx });
}
