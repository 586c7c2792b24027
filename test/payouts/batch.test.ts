import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { addBankAccount } from '../../src/payouts/add-bank-account.js';
import { approvePayout } from '../../src/payouts/approve-payout.js';
import { cancelPayout } from '../../src/payouts/cancel-payout.js';
import { createBatch } from '../../src/payouts/create-batch.js';
import { exportBatch } from '../../src/payouts/export-batch.js';
import { importAnswer } from '../../src/payouts/import-answer.js';
import { Payout } from '../../src/payouts/payout.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import type { Program } from '../../src/programs/program.js';
import { outcomes } from '../ledger/ledger.js';
import { broken, memberWith, person, programOfTest, walletOf } from './people.js';

let program: Program;
let finance: Actor;
beforeAll(async () => {
  program = await programOfTest();
  finance = await person('funds_coordinator', program);
});

async function approved(holder = 'Asha Example') {
  const found = await memberWith(1000n, program);
  const account = { bankName: 'Example Bank', bankCode: 'EXAMDEFF', accountNumber: 'DE89370400440532013000' };
  await addBankAccount(found.actor, { ...account, holder });
  const { id: payoutId } = await requestPayout(found.actor, { amount: '6.00' });
  await approvePayout(finance, { payoutId });
  return { ...found, payoutId };
}

describe('putting payouts into a batch', () => {
  test('makes them wait for the bank, beyond cancelling', async () => {
    const { actor, payoutId } = await approved();
    const batch = await createBatch(finance, { payoutIds: [payoutId, payoutId] });
    expect(batch).toMatchObject({ status: 'open', payoutCount: 1, total: 600n });
    expect(await Payout.findByPk(payoutId)).toMatchObject({ status: 'processing', batchId: batch.id });
    await expect(cancelPayout(actor, { payoutId })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('twenty times at once puts each into one batch', async () => {
    const { payoutId } = await approved();
    const attempts = Array.from({ length: 20 }, () => createBatch(finance, { payoutIds: [payoutId] }));
    expect(await outcomes(attempts)).toEqual({ done: 1, codes: ['wrong_state'] });
  });

  test('refuses the whole batch when one is not approved, has no bank account or is not there', async () => {
    const { payoutId } = await approved();
    const { actor } = await memberWith(1000n, program);
    const { id: bare } = await requestPayout(actor, { amount: '6.00' });
    const batch = (...payoutIds: number[]) => createBatch(finance, { payoutIds });
    await expect(batch(payoutId, bare)).rejects.toMatchObject({ code: 'invalid' });
    await expect(batch(payoutId, 999_999)).rejects.toMatchObject({ code: 'not_found' });
    const { id: waiting } = await requestPayout((await approved()).actor, { amount: '1.00' });
    await expect(batch(payoutId, waiting)).rejects.toMatchObject({ code: 'wrong_state' });
    expect(await Payout.findByPk(payoutId)).toMatchObject({ status: 'approved', batchId: null });
  });

  test('is not for a member', async () => {
    const { actor, payoutId } = await approved();
    await expect(createBatch(actor, { payoutIds: [payoutId] })).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('the bank file of a batch', () => {
  test('as CSV carries no cell that a spreadsheet would run', async () => {
    const { payoutId } = await approved('=cmd|\'/c calc\'!A1, "quoted"');
    const { id: batchId } = await createBatch(finance, { payoutIds: [payoutId] });
    const { name, content } = await exportBatch(finance, { batchId, format: 'csv' });
    expect(name).toBe(`payouts-${batchId}.csv`);
    expect(content.split('\r\n').slice(0, 2)).toEqual([
      '"reference","holder","bank_name","bank_code","account_number","amount","currency"',
      `"PAYOUT-${payoutId}","'=cmd|'/c calc'!A1, ""quoted""","Example Bank","EXAMDEFF","DE89370400440532013000","6.00","BDT"`,
    ]);
  });

  test('as pain.001 carries the sum, each order and no markup of others', async () => {
    const one = await approved('<Nm>&"Asha"');
    const two = await approved();
    const { id: batchId } = await createBatch(finance, { payoutIds: [one.payoutId, two.payoutId] });
    const { content } = await exportBatch(finance, { batchId, format: 'pain.001' });
    expect(content).toContain('<NbOfTxs>2</NbOfTxs><CtrlSum>12.00</CtrlSum>');
    expect(content).toContain(`<EndToEndId>PAYOUT-${two.payoutId}</EndToEndId>`);
    expect(content).toContain('<InstdAmt Ccy="BDT">6.00</InstdAmt>');
    expect(content).toContain('<Nm>&lt;Nm&gt;&amp;&quot;Asha&quot;</Nm>');
    expect(content).toContain('<IBAN>DE89370400440532013000</IBAN>');
  });
});

describe("the bank's answer", () => {
  const file = (...rows: string[]): string => ['reference,status,bank_reference,reason', ...rows].join('\n');

  async function batchOf(count: number) {
    const parts = [];
    for (let turn = 0; turn < count; turn += 1) parts.push(await approved());
    const batch = await createBatch(finance, { payoutIds: parts.map(({ payoutId }) => payoutId) });
    return { batchId: batch.id, parts };
  }

  test('settles what was paid, gives back what failed, and lists what it cannot match', async () => {
    const { batchId, parts } = await batchOf(3);
    const [paid, failed, open] = parts.map(({ payoutId }) => `PAYOUT-${payoutId}`);
    const answer = await importAnswer(finance, {
      batchId,
      file: file(
        `${paid},paid,B-1,`,
        `${failed},failed,,account closed`,
        'PAYOUT-999999,paid,B-2,',
        `${open},odd,,`,
        'x,paid,B-3,',
      ),
    });
    expect(answer.lines.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'paid'],
      [3, 'failed'],
      [4, 'unmatched'],
      [5, 'refused'],
      [6, 'unmatched'],
    ]);
    expect(answer).toMatchObject({ waiting: 1, batch: { status: 'open' } });
    const balances = await Promise.all(parts.map(({ member }) => walletOf(member, program)));
    expect(balances.map(({ balance, held }) => [balance, held])).toEqual([
      [400n, 0n],
      [1000n, 0n],
      [1000n, 600n],
    ]);
  });

  test('that comes again changes nothing', async () => {
    const { batchId, parts } = await batchOf(1);
    const one = { batchId, file: file(`PAYOUT-${parts[0]?.payoutId ?? 0},paid,AGAIN-1,`) };
    expect((await importAnswer(finance, one)).batch.status).toBe('answered');
    expect((await importAnswer(finance, one)).lines).toMatchObject([{ outcome: 'already' }]);
  });

  test('that comes ten times at once settles once', async () => {
    const { batchId, parts } = await batchOf(2);
    const rows = parts.map(({ payoutId }) => `PAYOUT-${payoutId},paid,ONCE-${payoutId},`);
    const attempts = Array.from({ length: 10 }, () => importAnswer(finance, { batchId, file: file(...rows) }));
    const answers = await Promise.all(attempts);
    const settled = answers.flatMap(({ lines }) => lines).filter(({ outcome }) => outcome === 'paid');
    expect(settled).toHaveLength(2);
  });

  test('does not take one bank reference for two payouts', async () => {
    const { batchId, parts } = await batchOf(2);
    const rows = parts.map(({ payoutId }) => `PAYOUT-${payoutId},paid,SAME,`);
    const { lines } = await importAnswer(finance, { batchId, file: file(...rows) });
    expect(lines.map(({ outcome }) => outcome)).toEqual(['paid', 'refused']);
  });

  test.each(['', 'reference\nPAYOUT-1', 'reference,status\n"open', `reference,status\n${'9'.repeat(101)},paid`])(
    'that reads %j is refused',
    async (text) => {
      const { batchId } = await batchOf(1);
      await expect(importAnswer(finance, { batchId, file: text })).rejects.toMatchObject({ code: 'invalid' });
    },
  );

  test('leaves balanced books', async () => {
    expect(await broken()).toEqual([]);
  });
});
