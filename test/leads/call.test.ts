import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { assignLead } from '../../src/leads/assign-lead.js';
import { DoNotCallEntry } from '../../src/leads/do-not-call-entry.js';
import type { Lead } from '../../src/leads/lead.js';
import { liftNumber, listNumber } from '../../src/leads/list-number.js';
import { recordCall } from '../../src/leads/record-call.js';
import type { Program } from '../../src/programs/program.js';
import { asOwner } from '../support/database.js';
import { freshPhone, historyOf, idOf, newLead, person, programWith, team } from './office.js';

let program: Program;
let owner: Actor;
let ours: Awaited<ReturnType<typeof team>>;
let theirs: Awaited<ReturnType<typeof team>>;

beforeAll(async () => {
  program = await programWith();
  owner = await person('owner', program);
  [ours, theirs] = [await team(program), await team(program)];
});

const call = (lead: Lead, disposition: string, rest: Partial<Parameters<typeof recordCall>[1]> = {}, by = ours.first) =>
  recordCall(by, { leadId: lead.id, disposition, ...rest });
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe('recording a call', () => {
  test('that found interest moves the lead on and is kept with its note and length', async () => {
    const lead = await call(await newLead(ours.first), 'interested', { note: 'wants a demo', seconds: 95 });
    expect(lead.get()).toMatchObject({ stage: 'lead', substage: 'qualified', score: 30, attempts: 1, status: 'open' });
    expect((await historyOf(lead)).at(-1)).toMatchObject({ kind: 'call', note: 'wants a demo', seconds: 95 });
  });

  test('never moves a lead back', async () => {
    const lead = await newLead(ours.first);
    await asOwner(`UPDATE leads SET stage = 'proposal', substage = 'sent' WHERE id = $1`, [lead.id]);
    expect((await call(lead, 'interested')).get()).toMatchObject({ stage: 'proposal', substage: 'sent' });
  });

  test('with a callback needs the time, which lies ahead', async () => {
    const lead = await newLead(ours.first);
    for (const callbackAt of [undefined, later(-5)]) {
      const refused = call(lead, 'call_back', { callbackAt });
      await expect(refused).rejects.toMatchObject({ code: 'invalid', details: { faults: [{ path: ['callbackAt'] }] } });
    }
    const at = later(60);
    expect((await call(lead, 'call_back', { callbackAt: at })).callbackAt?.toISOString()).toBe(at);
  });

  test('without an answer waits for the next try, and closes the lead after the last', async () => {
    const lead = await newLead(ours.first);
    const once = await call(lead, 'no_answer');
    const waits = Number(once.retryAt) - Number(once.lastCalledAt);
    expect(waits).toBe(240 * 60_000);
    await asOwner('UPDATE leads SET attempts = 5 WHERE id = $1', [lead.id]);
    expect((await call(lead, 'no_answer')).get()).toMatchObject({
      status: 'lost',
      stage: 'closed',
      substage: 'unreachable',
      retryAt: null,
    });
  });

  test('that ends in "do not call" closes the lead and forbids the number to everyone', async () => {
    const lead = await call(await newLead(ours.first), 'do_not_call');
    expect(lead.get()).toMatchObject({ status: 'lost', substage: 'do_not_call', doNotCall: true });
    expect(await DoNotCallEntry.count({ where: { phone: lead.phone ?? '', liftedAt: null } })).toBe(1);
  });

  test('that sold something makes the sale and the assignee’s commission at once', async () => {
    const lead = await newLead(owner);
    await assignLead(owner, { leadId: lead.id, assigneeId: idOf(ours.first) });
    await expect(call(lead, 'sold')).rejects.toMatchObject({
      code: 'invalid',
      details: { faults: [{ path: ['sale'] }] },
    });
    const sold = await call(lead, 'sold', { sale: { amount: '100.00' } });
    expect(sold.get()).toMatchObject({ status: 'converted', stage: 'customer', substage: 'converted' });
    const lines = await asOwner(
      `SELECT beneficiary_id, kind, amount, commissions.status FROM commissions WHERE sale_id = $1`,
      [sold.saleId],
    );
    expect(lines).toEqual([
      { beneficiary_id: String(ours.firstMember.id), kind: 'direct_sale', amount: '1000', status: 'pending' },
    ]);
  });

  test('counts against the number’s calls of the day, across leads and teams', async () => {
    const phone = freshPhone();
    const lead = await newLead(ours.first, { phone });
    for (const _ of [1, 2]) await call(lead, 'interested');
    await asOwner('UPDATE leads SET deleted_at = now() WHERE id = $1', [lead.id]);
    const other = await newLead(theirs.first, { phone });
    await call(other, 'interested', {}, theirs.first);
    await expect(call(other, 'interested', {}, theirs.first)).rejects.toMatchObject({ code: 'conflict' });
    expect((await other.reload()).attempts).toBe(1);
  });

  test('ten times at once stays within the calls of the day', async () => {
    const lead = await newLead(ours.first);
    const made = await Promise.allSettled(Array.from({ length: 10 }, () => call(lead, 'interested')));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  test('is refused for a forbidden number, a lead without one, a closed lead, another’s lead, an unknown end', async () => {
    const [forbidden, mute, closed] = [
      await newLead(ours.first),
      await newLead(ours.first, { phone: null }),
      await newLead(ours.first),
    ];
    await listNumber(owner, { phone: forbidden.phone ?? '', reason: 'asked' });
    await call(closed, 'not_interested');
    await expect(call(forbidden, 'interested')).rejects.toMatchObject({ code: 'conflict' });
    await expect(call(mute, 'interested')).rejects.toMatchObject({ code: 'invalid' });
    await expect(call(closed, 'interested')).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(call(mute, 'interested', {}, theirs.first)).rejects.toMatchObject({ code: 'not_found' });
    await expect(call(mute, 'sung_to_sleep')).rejects.toMatchObject({ code: 'invalid' });
    await expect(call(mute, 'interested', {}, await person('customer', program))).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  test('outside calling hours needs a reason of somebody who answers for it', async () => {
    const lead = await newLead(ours.first, { timeZone: 'UTC' });
    const hour = new Date().getUTCHours();
    const clock = (at: number) => `${String((at + 24) % 24).padStart(2, '0')}:00`;
    await programWith({ calling_from: clock(hour + 4), calling_until: clock(hour + 6) });
    const reason = 'they rang us';
    await expect(call(lead, 'interested', { reason })).rejects.toMatchObject({ code: 'conflict' });
    await expect(call(lead, 'interested', {}, ours.lead)).rejects.toMatchObject({ code: 'conflict' });
    await call(lead, 'interested', { reason }, ours.lead);
    expect((await historyOf(lead)).at(-1)?.detail).toEqual({ reason });
    await programWith();
  });
});

describe('the do-not-call list', () => {
  test('is lifted only by recorded consent, which is kept', async () => {
    const lead = await newLead(ours.first);
    const phone = lead.phone ?? '';
    const entry = await listNumber(ours.first, { phone, reason: 'asked' });
    expect((await listNumber(ours.first, { phone, reason: 'asked again' })).id).toBe(entry.id);
    const consent = { consentSource: 'letter', consentText: 'Please call me.', consentedAt: later(-60) };
    await expect(liftNumber(ours.first, { phone, ...consent })).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(liftNumber(ours.lead, { phone, ...consent, consentText: '' })).rejects.toMatchObject({
      code: 'invalid',
    });
    await expect(liftNumber(ours.lead, { phone, ...consent, consentedAt: later(60) })).rejects.toMatchObject({
      code: 'invalid',
    });
    const lifted = await liftNumber(ours.lead, { phone, ...consent });
    expect(lifted.get()).toMatchObject({ consentSource: 'letter', liftedBy: ours.lead.userId });
    expect((await lead.reload()).doNotCall).toBe(false);
    await expect(liftNumber(ours.lead, { phone, ...consent })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listNumber(ours.first, { phone, reason: 'changed their mind' })).id).not.toBe(entry.id);
  });
});
