import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { assignLead } from '../../src/leads/assign-lead.js';
import { convertLead } from '../../src/leads/convert-lead.js';
import type { Program } from '../../src/programs/program.js';
import { asOwner } from '../support/database.js';
import { idOf, newLead, person, programWith, team } from './office.js';

let program: Program;
let owner: Actor;
let ours: Awaited<ReturnType<typeof team>>;
let theirs: Awaited<ReturnType<typeof team>>;

beforeAll(async () => {
  program = await programWith();
  owner = await person('owner', program);
  [ours, theirs] = [await team(program), await team(program)];
});

const assignedTo = async (actor: Actor) => {
  const lead = await newLead(owner);
  return assignLead(owner, { leadId: lead.id, assigneeId: idOf(actor) });
};

describe('converting a lead', () => {
  const sale = { amount: '59.00' };

  test('makes the sale with the assignee as seller, and the commission, in one transaction', async () => {
    const lead = await assignedTo(ours.first);
    const { sale: made } = await convertLead(ours.lead, { leadId: lead.id, ...sale });
    expect(made.get()).toMatchObject({
      amount: 5900n,
      sellerMemberId: ours.firstMember.id,
      status: 'confirmed',
      source: 'lead',
    });
    expect((await lead.reload()).get()).toMatchObject({
      status: 'converted',
      saleId: made.id,
      stage: 'customer',
      score: 100,
    });
    const sent = await asOwner(`SELECT payload FROM outbox WHERE type = 'lead.converted' ORDER BY id DESC LIMIT 1`);
    expect(sent).toEqual([{ payload: { leadId: lead.id, saleId: made.id } }]);
    const lines = await asOwner('SELECT amount FROM commissions WHERE sale_id = $1', [made.id]);
    expect(lines).toEqual([{ amount: '590' }]);
  });

  test('twenty times at once makes one sale', async () => {
    const lead = await assignedTo(ours.first);
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => convertLead(ours.first, { leadId: lead.id, ...sale })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      await asOwner(`SELECT count(*) AS count FROM sales WHERE external_order_id = $1`, [`lead-${String(lead.id)}`]),
    ).toEqual([{ count: '1' }]);
  });

  test('by the one who brought it and works on it himself is held until the office confirms it', async () => {
    const lead = await newLead(ours.first);
    const { sale: made } = await convertLead(ours.first, { leadId: lead.id, ...sale });
    expect(made.get()).toMatchObject({ status: 'held', heldFor: 'own_lead' });
    expect(await asOwner('SELECT FROM commissions WHERE sale_id = $1', [made.id])).toEqual([]);
  });

  test('never takes the name that another lead’s sale will have', async () => {
    const [mine, other] = [await assignedTo(ours.first), await assignedTo(ours.second)];
    const taken = convertLead(ours.first, { leadId: mine.id, externalOrderId: `lead-${String(other.id)}`, ...sale });
    await expect(taken).rejects.toMatchObject({ details: { faults: [{ path: ['externalOrderId'] }] } });
    const { sale: made } = await convertLead(ours.second, { leadId: other.id, ...sale });
    expect(made.sellerMemberId).not.toBe(ours.firstMember.id);
  });

  test('needs an assignee who is a member, an amount, an open lead that one sees, and an order of its own', async () => {
    const nobodys = await newLead(owner);
    await expect(convertLead(owner, { leadId: nobodys.id, ...sale })).rejects.toMatchObject({ code: 'conflict' });
    const strangers = await assignedTo(await person('telemarketer', program));
    await expect(convertLead(owner, { leadId: strangers.id, ...sale })).rejects.toMatchObject({ code: 'conflict' });
    const lead = await assignedTo(ours.first);
    for (const amount of ['0', '-1', '1e3', '0.001', 'NaN']) {
      const refused = convertLead(owner, { leadId: lead.id, amount });
      await expect(refused).rejects.toMatchObject({ code: 'invalid', details: { faults: [{ path: ['amount'] }] } });
    }
    await expect(convertLead(theirs.first, { leadId: lead.id, ...sale })).rejects.toMatchObject({ code: 'not_found' });
    await convertLead(owner, { leadId: lead.id, externalOrderId: 'ORD-1', ...sale });
    await expect(convertLead(owner, { leadId: lead.id, ...sale })).rejects.toMatchObject({ code: 'wrong_state' });
    const other = await assignedTo(ours.second);
    const same = convertLead(owner, { leadId: other.id, externalOrderId: 'ORD-1', ...sale });
    await expect(same).rejects.toMatchObject({ code: 'duplicate' });
    expect((await other.reload()).status).toBe('open');
  });
});
