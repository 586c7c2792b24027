import { z } from 'zod';
import { command } from '../core/command.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { Member } from '../network/member.js';
import { lockUnpaidLines } from './allocate.js';
import { readBankAnswer } from './bank-answer.js';
import type { BankWord } from './bank-answer.js';
import { close } from './close.js';
import { Payout } from './payout.js';
import { PayoutBatch } from './payout-batch.js';
import { settle } from './settle.js';
import { payoutIdIn } from './transfer.js';

export type Outcome = 'paid' | 'failed' | 'already' | 'refused' | 'unmatched';

/** What became of one line of the bank's answer. */
export interface AnswerLine {
  line: number;
  reference: string;
  outcome: Outcome;
  why: string | null;
}

/** Takes in what the bank says of a batch: paid lines settle, failed ones give the money back, the rest is listed. */
export const importAnswer = command({
  name: 'payout_batch.import_answer',
  input: z.strictObject({ batchId: id, file: text(1_000_000) }),
  allow: roles('owner', 'admin', 'funds_coordinator'),

  async run({ input, ...work }) {
    const { actor, tx, now } = work;
    const words = readBankAnswer(input.file);
    const batch = await lockOrRefuse(PayoutBatch, input.batchId, tx, { programId: programOf(actor) });
    const desk = await openDesk(work, batch);
    const lines: AnswerLine[] = [];
    for (const word of words)
      lines.push({ line: word.line, reference: word.reference, ...(await take(work, desk, word)) });
    const waiting = await Payout.count({ where: { batchId: batch.id, status: 'processing' }, transaction: tx });
    if (waiting === 0) await batch.become('answered').set({ answeredAt: now }).save({ transaction: tx });
    return { batch, waiting, lines };
  },
});

/** Everything the answer can touch, locked before the first line: commission lines, then payouts. */
interface Desk {
  payouts: Map<number, Payout>;
  lines: Awaited<ReturnType<typeof lockUnpaidLines>>;
  ownMemberIds: Set<number>;
  usedReferences: Set<string>;
}

async function openDesk({ tx, actor }: Work, batch: PayoutBatch): Promise<Desk> {
  const where = { batchId: batch.id };
  const members = (await Payout.findAll({ where, transaction: tx })).map(({ memberId }) => memberId);
  const lines = await lockUnpaidLines([...new Set(members)], tx);
  const payouts = await Payout.findAll({ where, order: [['id', 'ASC']], lock: tx.LOCK.UPDATE, transaction: tx });
  const own = await Member.findAll({ where: { userId: actor.userId ?? 0 }, transaction: tx });
  return {
    payouts: new Map(payouts.map((payout) => [payout.id, payout])),
    lines,
    ownMemberIds: new Set(own.map(({ id: memberId }) => memberId)),
    usedReferences: new Set(),
  };
}

type Taken = Pick<AnswerLine, 'outcome' | 'why'>;

async function take(work: Work, desk: Desk, word: BankWord): Promise<Taken> {
  const payout = desk.payouts.get(payoutIdIn(word.reference) ?? 0);
  if (!payout) return { outcome: 'unmatched', why: 'no payout of this batch has that reference' };
  if (payout.status !== 'processing') return { outcome: 'already', why: `this payout is ${payout.status}` };
  if (desk.ownMemberIds.has(payout.memberId)) return refused('somebody else has to settle your own payout');
  if (word.status === 'paid') return pay(work, desk, { payout, word });
  return word.status === 'failed' ? fail(work, payout, word) : refused('the status is neither paid nor failed');
}

async function fail(work: Work, payout: Payout, { reason }: BankWord): Promise<Taken> {
  const why = reason || 'the bank gave no reason';
  await close(work, payout, 'failed', why);
  return { outcome: 'failed', why };
}

async function pay(work: Work, desk: Desk, { payout, word }: { payout: Payout; word: BankWord }): Promise<Taken> {
  const { bankReference } = word;
  if (bankReference === '') return refused('a paid line needs a bank_reference');
  const where = { programId: payout.programId, bankReference };
  const isUsed = desk.usedReferences.has(bankReference) || (await Payout.count({ where, transaction: work.tx })) > 0;
  if (isUsed) return refused('another payout has this bank_reference');
  desk.usedReferences.add(bankReference);
  const lines = desk.lines.filter(({ beneficiaryId }) => beneficiaryId === payout.memberId);
  await settle(work, payout, { bankReference, lines });
  return { outcome: 'paid', why: null };
}

const refused = (why: string): Taken => ({ outcome: 'refused', why });
