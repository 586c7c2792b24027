import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decryptNumber, encryptNumber } from '../../src/payouts/bank-number.js';
import { BankAccount } from '../../src/payouts/bank-account.js';
import { requestPayout } from '../../src/payouts/request-payout.js';
import type { Program } from '../../src/programs/program.js';
import { asOwner } from '../support/database.js';
import { memberWith, person, programOfTest } from './people.js';
import { call } from './web.js';

let program: Program;
beforeAll(async () => {
  program = await programOfTest();
});

const canary = 'DE89370400440532013000';
const account = { holder: 'Asha Example', bank_name: 'Example Bank', bank_code: 'EXAMDEFF', account_number: canary };

describe('an account number', () => {
  test('comes back as it was, and looks different each time', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (number) => {
        expect(decryptNumber(encryptNumber(number))).toBe(number);
        expect(encryptNumber(number)).not.toEqual(encryptNumber(number));
      }),
    );
  });

  test('that was tampered with is not read', () => {
    const encrypted = encryptNumber(canary);
    encrypted.writeUInt8(encrypted.readUInt8(30) ^ 1, 30);
    expect(() => decryptNumber(encrypted)).toThrow();
  });
});

describe('adding a bank account', () => {
  test('shows the last four characters only, and stores the number in no readable place', async () => {
    const { actor } = await memberWith(0n, program);
    const { status, body } = await call(actor, 'POST', '/bank-accounts', { body: account });
    expect([status, body['last_four']]).toEqual([201, '3000']);
    expect(JSON.stringify(body)).not.toContain(canary);
    const logged = await asOwner('SELECT input::text || changes::text AS text FROM command_log');
    const stored = await asOwner(`SELECT encode(number_encrypted, 'escape') AS text FROM bank_accounts`);
    expect(JSON.stringify([logged, stored])).not.toContain(canary);
  });

  test('archives the one before; payouts asked for keep theirs', async () => {
    const { actor, member } = await memberWith(1000n, program);
    const first = (await call(actor, 'POST', '/bank-accounts', { body: account })).body['id'];
    const payout = await requestPayout(actor, { amount: '1.00' });
    await call(actor, 'POST', '/bank-accounts', { body: { ...account, account_number: '000111222' } });
    expect(payout.bankAccountId).toBe(first);
    const statuses = (await BankAccount.findAll({ where: { memberId: member.id }, order: ['id'] })).map(
      ({ status }) => status,
    );
    expect(statuses).toEqual(['archived', 'active']);
  });

  test('to a payout is possible for the own one only', async () => {
    const { actor } = await memberWith(1000n, program);
    const { actor: other } = await memberWith(1000n, program);
    const bankAccountId = Number((await call(actor, 'POST', '/bank-accounts', { body: account })).body['id']);
    const asked = requestPayout(other, { amount: '1.00', bankAccountId });
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['account_number', '12'],
    ['account_number', '=1+1'],
    ['bank_code', 'a b'],
    ['holder', ''],
  ])('with %s "%s" is refused', async (field, value) => {
    const { actor } = await memberWith(0n, program);
    const { status, body } = await call(actor, 'POST', '/bank-accounts', { body: { ...account, [field]: value } });
    expect(status).toBe(422);
    expect(body['errors']).toEqual([expect.objectContaining({ pointer: `/${field}` })]);
  });

  test('is for members', async () => {
    const stranger = await person('customer', program);
    expect((await call(stranger, 'POST', '/bank-accounts', { body: account })).status).toBe(404);
    expect((await call(null, 'POST', '/bank-accounts', { body: account })).status).toBe(401);
  });
});
