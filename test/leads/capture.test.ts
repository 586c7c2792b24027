import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import type { Refusal } from '../../src/core/errors.js';
import { createLead } from '../../src/leads/create-lead.js';
import { deleteLead, restoreLead } from '../../src/leads/delete-lead.js';
import { showLead } from '../../src/leads/lead-list.js';
import { Lead } from '../../src/leads/lead.js';
import { listNumber } from '../../src/leads/list-number.js';
import { updateLead } from '../../src/leads/update-lead.js';
import type { Program } from '../../src/programs/program.js';
import { freshPhone, idOf, kindsOf, newLead, person, programWith, team } from './office.js';

let program: Program;
let owner: Actor;
let ours: Awaited<ReturnType<typeof team>>;
let theirs: Awaited<ReturnType<typeof team>>;
let key: Actor;

beforeAll(async () => {
  program = await programWith();
  owner = await person('owner', program);
  [ours, theirs] = [await team(program), await team(program)];
  key = { ...owner, kind: 'key', role: null, keyId: 1, scopes: ['leads:write', 'leads:read'] };
});

describe('a new lead', () => {
  test('stands in the first place of the pipeline, with its number made international', async () => {
    const lead = await createLead(owner, { name: ' Ada Example ', phone: '01711-000111', email: 'Ada@Example.com' });
    expect(lead.get()).toMatchObject({
      name: 'Ada Example',
      phone: '+8801711000111',
      email: 'ada@example.com',
      stage: 'new_account',
      substage: 'new',
      status: 'open',
      score: 5,
      source: 'staff',
      ownerId: owner.userId,
      assignedTo: null,
    });
    expect(await kindsOf(lead)).toEqual(['created']);
  });

  test('of a telemarketer is his own from the start, and his team’s', async () => {
    const lead = await newLead(ours.first);
    expect(lead.get()).toMatchObject({
      assignedTo: ours.first.userId,
      ownerId: ours.first.userId,
      teamId: ours.teamId,
    });
  });

  test('of a partner’s key belongs to the key’s owner', async () => {
    const lead = await newLead(key);
    expect(lead.get()).toMatchObject({ source: 'api', ownerId: owner.userId });
  });

  test('with the phone or e-mail of another lead is refused, whoever’s that is, naming the field', async () => {
    const phone = freshPhone();
    await newLead(ours.first, { phone, email: 'twin@example.com' });
    const again = newLead(theirs.first, { phone });
    await expect(again).rejects.toMatchObject({ code: 'duplicate', details: { faults: [{ path: ['phone'] }] } });
    const byEmail = newLead(theirs.first, { email: 'TWIN@example.com' });
    await expect(byEmail).rejects.toMatchObject({ code: 'duplicate', details: { faults: [{ path: ['email'] }] } });
  });

  test('sent twenty times at once is one lead', async () => {
    const phone = freshPhone();
    const sent = await Promise.allSettled(Array.from({ length: 20 }, () => newLead(ours.first, { phone })));
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await Lead.count({ where: { phone } })).toBe(1);
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'A', phone: 'not a number' }, 'phone'],
    [{ name: 'A', email: 'nobody' }, 'email'],
    [{ name: 'A', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ name: 'A\0B' }, 'name'],
    [{ name: 'A', assignedTo: 1 }, 'assignedTo'],
  ])('is refused when it says %j', async (input, field) => {
    const before = await Lead.count();
    const refused = createLead(owner, input);
    await expect(refused).rejects.toMatchObject({ code: 'invalid', details: { faults: [{ path: [field] }] } });
    expect(await Lead.count()).toBe(before);
  });

  test('cannot be made by those who have nothing to do with leads', async () => {
    for (const role of ['funds_coordinator', 'customer'] as const) {
      await expect(newLead(await person(role, program))).rejects.toMatchObject({ code: 'not_allowed' });
    }
    await expect(newLead({ ...key, scopes: ['orders:write'] })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  test('whose number is on the do-not-call list is marked', async () => {
    const phone = freshPhone();
    await listNumber(owner, { phone, reason: 'asked by letter' });
    expect((await newLead(owner, { phone })).doNotCall).toBe(true);
  });
});

describe('who sees a lead', () => {
  const sees = async (actor: Actor, { id }: Lead): Promise<boolean> =>
    showLead(actor, { leadId: id }).then(
      () => true,
      (fault: unknown) => (fault as Refusal).code !== 'not_found',
    );

  test('is its owner, its assignee, its team lead, and the office; for all others it is not there', async () => {
    const lead = await newLead(ours.first);
    const seen = await Promise.all(
      [ours.first, ours.lead, owner, ours.second, theirs.first, theirs.lead].map((actor) => sees(actor, lead)),
    );
    expect(seen).toEqual([true, true, true, false, false, false]);
  });

  test('is any team lead while nobody has it', async () => {
    const lead = await newLead(owner);
    expect(await Promise.all([ours.lead, theirs.lead, ours.first].map((actor) => sees(actor, lead)))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('stops at the program', async () => {
    const lead = await newLead(owner);
    expect(await sees({ ...owner, programId: program.id + 1 }, lead)).toBe(false);
  });
});

describe('changing a lead', () => {
  test('keeps what is left out, and says in its history which fields changed', async () => {
    const lead = await newLead(ours.first, { email: 'before@example.com' });
    const changed = await updateLead(ours.first, { leadId: lead.id, name: 'Bea Example' });
    expect(changed.get()).toMatchObject({ name: 'Bea Example', email: 'before@example.com', phone: lead.phone });
    expect(await kindsOf(lead)).toEqual(['created', 'updated']);
    await updateLead(ours.first, { leadId: lead.id, name: 'Bea Example' });
    expect(await kindsOf(lead)).toEqual(['created', 'updated']);
  });

  test('sets another clock only by those who answer for the calling hours', async () => {
    const lead = await newLead(ours.first, { timeZone: 'Asia/Dhaka' });
    const to = { leadId: lead.id, timeZone: 'Asia/Kolkata' };
    await expect(updateLead(ours.first, to)).rejects.toMatchObject({ code: 'not_allowed' });
    const same = await updateLead(ours.first, { ...to, name: 'Bea Example', timeZone: 'Asia/Dhaka' });
    expect(same.timeZone).toBe('Asia/Dhaka');
    expect((await updateLead(ours.lead, to)).timeZone).toBe('Asia/Kolkata');
  });

  test('cannot take another lead’s number, nor somebody else’s lead', async () => {
    const [one, other] = [await newLead(ours.first), await newLead(ours.first)];
    const taken = updateLead(ours.first, { leadId: one.id, phone: other.phone });
    await expect(taken).rejects.toMatchObject({ code: 'duplicate' });
    const foreign = updateLead(theirs.first, { leadId: one.id, name: 'Mine now' });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    await expect(updateLead(ours.first, { leadId: one.id, phone: 'x' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('deleting a lead', () => {
  test('is soft: it is gone for everyone, and comes back as it was', async () => {
    const lead = await newLead(ours.first);
    await deleteLead(ours.first, { leadId: lead.id });
    await expect(showLead(owner, { leadId: lead.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteLead(ours.first, { leadId: lead.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(restoreLead(ours.first, { leadId: lead.id })).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(restoreLead(theirs.lead, { leadId: lead.id })).rejects.toMatchObject({ code: 'not_found' });
    const restored = await restoreLead(ours.lead, { leadId: lead.id });
    expect(restored.get()).toMatchObject({ deletedAt: null, assignedTo: idOf(ours.first) });
    expect(await kindsOf(lead)).toEqual(['created', 'deleted', 'restored']);
  });

  test('frees its number; then it cannot come back beside the new one', async () => {
    const lead = await newLead(ours.first);
    await deleteLead(ours.first, { leadId: lead.id });
    await newLead(theirs.first, { phone: lead.phone });
    await expect(restoreLead(owner, { leadId: lead.id })).rejects.toMatchObject({ code: 'duplicate' });
  });
});
