import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { system } from '../../src/core/actor.js';
import type { Actor } from '../../src/core/actor.js';
import { assignLead, assignLeads } from '../../src/leads/assign-lead.js';
import { assignWaitingLeads } from '../../src/leads/assign-waiting-leads.js';
import { AssignmentRule } from '../../src/leads/assignment-rule.js';
import { liftNumber, listNumber } from '../../src/leads/list-number.js';
import { archiveAssignmentRule, saveAssignmentRule } from '../../src/leads/save-assignment-rule.js';
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

const clock = (hour: number): string => `${String((hour + 24) % 24).padStart(2, '0')}:00`;

/** Calling hours around the time it is now three hours east of Dhaka: not now in Dhaka, whatever the clock says here. */
const outside = () => {
  const there = new Date().getUTCHours() + 9;
  return { calling_from: clock(there - 1), calling_until: clock(there + 2) };
};

const assigned = () => asOwner(`SELECT payload FROM outbox WHERE type = 'lead.assigned' ORDER BY id DESC LIMIT 1`);

describe('assigning a lead', () => {
  test('gives it to a person and the person’s team, tells the history and the outbox', async () => {
    const lead = await newLead(owner);
    const given = await assignLead(ours.lead, { leadId: lead.id, assigneeId: idOf(ours.first) });
    expect(given.get()).toMatchObject({ assignedTo: ours.first.userId, teamId: ours.teamId });
    expect((await historyOf(lead)).at(-1)).toMatchObject({ kind: 'assigned', assigneeId: ours.first.userId });
    expect(await assigned()).toEqual([{ payload: { leadId: lead.id, assigneeId: ours.first.userId } }]);
  });

  test('again to the same person changes nothing', async () => {
    const lead = await newLead(owner);
    for (const _ of [1, 2]) await assignLead(owner, { leadId: lead.id, assigneeId: idOf(ours.first) });
    expect((await historyOf(lead)).map(({ kind }) => kind)).toEqual(['created', 'assigned']);
  });

  test('is for team leads within their team, and for the office', async () => {
    const lead = await newLead(owner);
    const assign = (actor: Actor, to: Actor) => assignLead(actor, { leadId: lead.id, assigneeId: idOf(to) });
    await expect(assign(ours.first, ours.first)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(assign(ours.lead, theirs.first)).rejects.toMatchObject({ code: 'not_found' });
    await assign(owner, theirs.first);
    await expect(assign(ours.lead, ours.first)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('goes only to people who work on leads and whose account is open', async () => {
    const lead = await newLead(owner);
    const coordinator = await person('funds_coordinator', program);
    const closed = await person('telemarketer', program);
    await asOwner(`UPDATE users SET status = 'disabled' WHERE id = $1`, [closed.userId]);
    for (const to of [coordinator, closed]) {
      const refused = assignLead(owner, { leadId: lead.id, assigneeId: idOf(to) });
      await expect(refused).rejects.toMatchObject({ code: 'invalid', details: { faults: [{ path: ['assigneeId'] }] } });
    }
  });

  test('never hands out a number that is on the do-not-call list, whatever the reason', async () => {
    const lead = await newLead(owner);
    await listNumber(owner, { phone: String(lead.phone), reason: 'asked for it' });
    const refused = assignLead(ours.lead, { leadId: lead.id, assigneeId: idOf(ours.first), reason: 'urgent' });
    await expect(refused).rejects.toMatchObject({ code: 'conflict' });
    expect((await lead.reload()).assignedTo).toBeNull();
  });

  test('of many is all or none', async () => {
    const leads = [await newLead(owner), await newLead(owner)];
    const foreign = await newLead(theirs.first);
    const ids = leads.map(({ id }) => id);
    const some = assignLeads(ours.lead, { leadIds: [...ids, foreign.id], assigneeId: idOf(ours.first) });
    await expect(some).rejects.toMatchObject({ code: 'not_found' });
    expect((await Promise.all(leads.map((lead) => lead.reload()))).map(({ assignedTo }) => assignedTo)).toEqual([
      null,
      null,
    ]);
    await assignLeads(ours.lead, { leadIds: [...ids, ...ids], assigneeId: idOf(ours.first) });
    expect((await Promise.all(leads.map((lead) => lead.reload()))).map(({ assignedTo }) => assignedTo)).toEqual([
      ours.first.userId,
      ours.first.userId,
    ]);
  });
});

describe('outside calling hours', () => {
  beforeAll(async () => {
    program = await programWith(outside());
  });

  test('a number is assigned only when a team lead says why, and the reason is kept', async () => {
    const lead = await newLead(owner);
    const assign = (reason?: string) =>
      assignLead(ours.lead, { leadId: lead.id, assigneeId: idOf(ours.first), reason });
    await expect(assign()).rejects.toMatchObject({
      code: 'conflict',
      details: { faults: [{ code: 'outside_hours' }] },
    });
    await assign('asked to be called tonight');
    expect((await historyOf(lead)).at(-1)).toMatchObject({ kind: 'assigned', note: 'asked to be called tonight' });
  });

  test('a lead without a number can be assigned at any time', async () => {
    const lead = await newLead(owner, { phone: null, email: 'nightly@example.com' });
    const given = await assignLead(ours.lead, { leadId: lead.id, assigneeId: idOf(ours.first) });
    expect(given.assignedTo).toBe(ours.first.userId);
  });

  test('the lead’s own time zone counts', async () => {
    const lead = await newLead(owner, { timeZone: 'Etc/GMT-9' });
    const given = await assignLead(ours.lead, { leadId: lead.id, assigneeId: idOf(ours.first) });
    expect(given.assignedTo).toBe(ours.first.userId);
  });
});

describe('assignment rules', () => {
  beforeAll(async () => {
    program = await programWith();
  });
  beforeEach(() => asOwner('DELETE FROM assignment_rules'));

  const rule = (actor: Actor, rest: Partial<Parameters<typeof saveAssignmentRule>[1]> = {}) =>
    saveAssignmentRule(owner, { userId: idOf(actor), ...rest });

  test('hand new leads out in turn, by weight', async () => {
    await rule(ours.first, { weight: 2 });
    await rule(ours.second);
    const leads = [];
    for (let count = 0; count < 6; count += 1) leads.push(await newLead(owner));
    const given = leads.map(({ assignedTo }) => assignedTo);
    expect(given.filter((userId) => userId === ours.first.userId)).toHaveLength(4);
    expect(given.filter((userId) => userId === ours.second.userId)).toHaveLength(2);
  });

  test('hand leads that come at once to each in turn', async () => {
    await rule(ours.first);
    await rule(ours.second);
    const leads = await Promise.all(Array.from({ length: 10 }, () => newLead(owner)));
    expect(leads.filter(({ assignedTo }) => assignedTo === ours.first.userId)).toHaveLength(5);
  });

  test('stop at capacity; a lead nobody can take waits, raises one notice each, and is handed out later', async () => {
    const free = await person('telemarketer', program);
    await rule(free, { capacity: 1 });
    await newLead(owner);
    const waiting = await newLead(owner);
    expect(waiting.assignedTo).toBeNull();
    await assignWaitingLeads(system(program.id), { programId: program.id });
    const notices = await asOwner(`SELECT user_id FROM notifications WHERE source = $1`, [
      `lead/${waiting.id}/untaken`,
    ]);
    expect(notices).toEqual([{ user_id: String(owner.userId) }]);
    await rule(free, { capacity: 1000 });
    await assignWaitingLeads(system(program.id), { programId: program.id });
    expect((await waiting.reload()).assignedTo).toBe(free.userId);
  });

  test('start a newcomer level with the others', async () => {
    await rule(ours.first);
    for (let count = 0; count < 4; count += 1) await newLead(owner);
    expect((await rule(ours.second)).given).toBe(4);
  });

  test('pass over whoever does not work on leads any more', async () => {
    const promoted = await person('telemarketer', program);
    await rule(promoted);
    await asOwner(`UPDATE users SET role = 'funds_coordinator' WHERE id = $1`, [promoted.userId]);
    expect((await newLead(owner)).assignedTo).toBeNull();
    await rule(ours.first);
    expect((await newLead(owner)).assignedTo).toBe(ours.first.userId);
  });

  test('hand out no number that nobody may call, until it is lifted', async () => {
    await rule(ours.first);
    const phone = freshPhone();
    await listNumber(owner, { phone, reason: 'asked for it' });
    const lead = await newLead(owner, { phone });
    await assignWaitingLeads(system(program.id), { programId: program.id });
    expect((await lead.reload()).assignedTo).toBeNull();
    const consent = { consentSource: 'letter', consentText: 'Call me.', consentedAt: new Date().toISOString() };
    await liftNumber(owner, { phone, ...consent });
    await assignWaitingLeads(system(program.id), { programId: program.id });
    expect((await lead.reload()).assignedTo).toBe(ours.first.userId);
  });

  test('are one per person, changed by saving again, and end when archived', async () => {
    const first = await rule(ours.first);
    expect((await rule(ours.first, { weight: 5 })).id).toBe(first.id);
    await archiveAssignmentRule(owner, { assignmentRuleId: first.id });
    await archiveAssignmentRule(owner, { assignmentRuleId: first.id });
    expect((await newLead(owner)).assignedTo).toBeNull();
    expect(await AssignmentRule.count({ where: { archivedAt: null } })).toBe(0);
  });

  test('are a team lead’s for the own team only, and nobody else’s', async () => {
    const mine = await saveAssignmentRule(ours.lead, { userId: idOf(ours.first) });
    expect(mine.teamId).toBe(ours.teamId);
    await expect(saveAssignmentRule(ours.lead, { userId: idOf(theirs.first) })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(saveAssignmentRule(ours.first, { userId: idOf(ours.first) })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    const archive = archiveAssignmentRule(theirs.lead, { assignmentRuleId: mine.id });
    await expect(archive).rejects.toMatchObject({ code: 'not_found' });
    await expect(saveAssignmentRule(owner, { userId: idOf(ours.first), weight: 0 })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
