import { describe, expect, test } from '@jest/globals';
import { FraudFlag } from '../../src/commissions/fraud-flag.js';
import { explainLine } from '../../src/commissions/explain/explain-line.js';
import { tell } from '../../src/commissions/explain/tell.js';
import { system } from '../../src/core/actor.js';
import { changeMemberStatus } from '../../src/network/change-status.js';
import type { Member } from '../../src/network/member.js';
import { memberNames } from '../../src/network/names.js';
import { recordSale } from '../../src/orders/record-sale.js';
import { User } from '../../src/users/user.js';
import { linesOf, member, program, sell } from './people.js';

const nameOf = async ({ id }: Member) => (await memberNames([id])).get(id) ?? '';

const pays = ({ kind, beneficiaryId, amount, status }: Awaited<ReturnType<typeof linesOf>>[number]) => [
  kind,
  beneficiaryId,
  amount,
  status,
];

describe('a confirmed sale under the telemarketing plan', () => {
  test('pays 10.00 to the seller and 5.00 to the placement parent, both pending', async () => {
    const here = await program();
    const { member: parent } = await member(here);
    const { member: seller } = await member(here, parent);
    const lines = await linesOf(await sell(here, seller, '100.00'));
    expect(lines.map(pays)).toEqual([
      ['direct_sale', seller.id, 1000n, 'pending'],
      ['binary_match', parent.id, 500n, 'pending'],
    ]);
  });

  test('pays only the seller when nobody stands above', async () => {
    const here = await program();
    const { member: seller } = await member(here);
    const lines = await linesOf(await sell(here, seller, '59.00'));
    expect(lines.map(({ amount }) => amount)).toEqual([590n]);
  });

  test('rounds half away from zero, once for each line', async () => {
    const here = await program();
    const { member: parent } = await member(here);
    const { member: seller } = await member(here, parent);
    const lines = await linesOf(await sell(here, seller, '33.33'));
    expect(lines.map(({ amount }) => amount)).toEqual([333n, 167n]);
  });

  test('sent a hundred times at once makes one sale and one set of lines', async () => {
    const here = await program();
    const { member: parent } = await member(here);
    const { member: seller } = await member(here, parent);
    const order = { externalOrderId: 'twin', amount: '100.00', sellerMemberId: seller.id };
    const sales = await Promise.all(Array.from({ length: 100 }, () => recordSale(system(here.id), order)));
    expect(new Set(sales.map(({ id }) => id)).size).toBe(1);
    const [first] = sales;
    expect(first && (await linesOf(first))).toHaveLength(2);
  });

  test('holds the lines of a suspended member, and an inactive parent lets the level lapse', async () => {
    const here = await program();
    const { member: parent } = await member(here);
    const { member: seller } = await member(here, parent);
    await changeMemberStatus(system(here.id), { memberId: parent.id, status: 'inactive', reason: 'test' });
    await changeMemberStatus(system(here.id), { memberId: seller.id, status: 'suspended', reason: 'test' });
    const lines = await linesOf(await sell(here, seller, '100.00'));
    expect(lines.map(({ kind, status, heldFor }) => [kind, status, heldFor])).toEqual([
      ['direct_sale', 'held', 'suspended'],
    ]);
  });

  test('tells why in sentences', async () => {
    const here = await program();
    const { member: parent } = await member(here);
    const { member: seller } = await member(here, parent);
    const [, line] = await linesOf(await sell(here, seller, '33.33'));
    expect(line && (await tell(await explainLine(line), 'en')).sentences).toEqual([
      `Earned as the placement parent of the seller of sale ${line?.saleId ?? ''}, level 1.`,
      'Plan "Telemarketing", version 1, rule "levels".',
      `The way there: ${await nameOf(seller)} → ${await nameOf(parent)}.`,
      '5 % of 33.33 BDT is 1.6665, rounded once, half away from zero: 1.67 BDT.',
      'It waits for approval.',
    ]);
  });
});

describe('a sale to oneself', () => {
  test('is held with a fraud flag', async () => {
    const here = await program();
    const { member: seller, actor } = await member(here);
    const sale = await recordSale(system(here.id), {
      externalOrderId: 'self',
      amount: '100.00',
      referralCode: await codeOf(actor.userId),
      customerEmail: await emailOf(actor.userId),
    });
    const lines = await linesOf(sale);
    expect(lines.map(({ beneficiaryId, heldFor }) => [beneficiaryId, heldFor])).toContainEqual([seller.id, 'fraud']);
    expect(await FraudFlag.count({ where: { saleId: sale.id, reason: 'self_referral' } })).toBe(lines.length);
  });
});

const userOf = (id: number | null) => User.findByPk(id ?? 0, { rejectOnEmpty: true });
const codeOf = async (id: number | null) => (await userOf(id)).referralCode;
const emailOf = async (id: number | null) => (await userOf(id)).email ?? '';
