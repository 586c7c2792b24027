import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { addNote } from '../../src/leads/add-note.js';
import { assignLead } from '../../src/leads/assign-lead.js';
import { convertLead } from '../../src/leads/convert-lead.js';
import { Disposition } from '../../src/leads/disposition.js';
import { installPipeline } from '../../src/leads/install-pipeline.js';
import { moveLead } from '../../src/leads/move-lead.js';
import { performance } from '../../src/leads/performance.js';
import { recordCall } from '../../src/leads/record-call.js';
import { archiveDisposition, saveDisposition } from '../../src/leads/save-disposition.js';
import { saveStage, saveSubstage } from '../../src/leads/save-stage.js';
import { Stage } from '../../src/leads/stage.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem, historyOf, idOf, kindsOf, newLead, person, programWith, team } from './office.js';

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

describe('the pipeline of a program', () => {
  test('is read from its files once, however many ask at once; then the tables are the truth', async () => {
    const { id } = await programWith();
    await Promise.all(Array.from({ length: 8 }, () => asSystem(({ tx }) => installPipeline(id, tx))));
    const stages = await Stage.findAll({ where: { programId: id }, order: ['position'] });
    expect(stages.map(({ key }) => key)).toEqual([
      'new_account',
      'lead',
      'demo',
      'proposal',
      'contract',
      'approval',
      'customer',
      'closed',
    ]);
    expect(stages.filter(({ isOpportunity }) => isOpportunity).map(({ key }) => key)).toEqual([
      'demo',
      'proposal',
      'contract',
      'approval',
    ]);
  });

  test('is edited by the office: names, substages, scores, and those who stand there follow', async () => {
    const lead = await newLead(owner);
    await saveSubstage(owner, { stage: 'new_account', key: 'new', status: 'Brand new', score: 7 });
    expect((await lead.reload()).score).toBe(7);
    await saveSubstage(owner, { stage: 'lead', key: 'second_call', status: 'Second call', score: 25 });
    const moved = await moveLead(owner, { leadId: lead.id, stage: 'lead', substage: 'second_call' });
    expect(moved.score).toBe(25);
    const stage = await Stage.findOne({ where: { programId: program.id, key: 'lead' }, rejectOnEmpty: true });
    expect((await saveStage(owner, { stageId: stage.id, name: 'Prospect' })).get()).toMatchObject({
      name: 'Prospect',
      isOpportunity: false,
    });
    const wrong = saveSubstage(owner, { stage: 'nowhere', key: 'x', status: 'X', score: 1 });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid' });
    await expect(saveStage(ours.lead, { stageId: stage.id, name: 'Mine' })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  test('has dispositions as data: a new one works at once, an archived one no more', async () => {
    const spec = { key: 'gone_fishing', name: 'Gone fishing', position: 20, hotkey: 'g', followUp: 'retry' } as const;
    await expect(saveDisposition(owner, spec)).rejects.toMatchObject({ code: 'invalid' });
    await expect(saveDisposition(ours.lead, spec)).rejects.toMatchObject({ code: 'not_allowed' });
    const made = await saveDisposition(owner, { ...spec, retryAfterMinutes: 10 });
    const lead = await newLead(ours.first);
    const called = await recordCall(ours.first, { leadId: lead.id, disposition: 'gone_fishing' });
    expect(Number(called.retryAt) - Number(called.lastCalledAt)).toBe(600_000);
    await archiveDisposition(owner, { dispositionId: made.id });
    await archiveDisposition(owner, { dispositionId: made.id });
    const again = recordCall(ours.first, { leadId: lead.id, disposition: 'gone_fishing' });
    await expect(again).rejects.toMatchObject({ code: 'invalid' });
    expect((await saveDisposition(owner, { ...spec, retryAfterMinutes: 5 })).id).toBe(made.id);
    const taken = saveDisposition(owner, { ...spec, key: 'other', retryAfterMinutes: 5 });
    await expect(taken).rejects.toMatchObject({ code: 'duplicate' });
    expect(await Disposition.count({ where: { key: 'other' } })).toBe(0);
  });
});

describe('moving a lead', () => {
  test('goes stage by stage forward, anywhere back, and keeps where it came from', async () => {
    const lead = await assignedTo(ours.first);
    const move = (stage: string, substage?: string) => moveLead(ours.first, { leadId: lead.id, stage, substage });
    await expect(move('demo')).rejects.toMatchObject({ code: 'invalid', details: { faults: [{ path: ['stage'] }] } });
    await move('lead');
    expect((await move('demo', 'held')).get()).toMatchObject({ stage: 'demo', substage: 'held', score: 45 });
    await move('new_account');
    const [, , first] = await historyOf(lead);
    expect(first).toMatchObject({
      kind: 'moved',
      stage: 'lead',
      detail: { from: { stage: 'new_account', substage: 'new' } },
    });
    await expect(move('lead', 'nothing')).rejects.toMatchObject({ code: 'invalid' });
  });

  test('to where it stands changes nothing', async () => {
    const lead = await assignedTo(ours.first);
    await moveLead(ours.first, { leadId: lead.id, stage: 'new_account', substage: 'new' });
    expect(await kindsOf(lead)).toEqual(['created', 'assigned']);
  });

  test('to closed loses it, and back opens it again; to customer is refused', async () => {
    const lead = await assignedTo(ours.first);
    const move = (stage: string) => moveLead(ours.first, { leadId: lead.id, stage });
    expect((await move('closed')).status).toBe('lost');
    expect((await move('lead')).status).toBe('open');
    await expect(move('customer')).rejects.toMatchObject({ code: 'invalid' });
  });

  test('is for those who see it', async () => {
    const lead = await assignedTo(ours.first);
    const move = moveLead(theirs.first, { leadId: lead.id, stage: 'lead' });
    await expect(move).rejects.toMatchObject({ code: 'not_found' });
    const note = addNote(theirs.lead, { leadId: lead.id, note: 'peek' });
    await expect(note).rejects.toMatchObject({ code: 'not_found' });
    expect((await addNote(ours.lead, { leadId: lead.id, note: ' call after six ' })).note).toBe('call after six');
  });
});

describe('how a person does with leads', () => {
  test('counts leads, opportunities, transactions and the mean of the scores', async () => {
    const { first, second, lead: teamLead } = await team(program);
    const [one, two, three] = [await assignedTo(first), await assignedTo(first), await assignedTo(first)];
    for (const stage of ['lead', 'demo']) await moveLead(first, { leadId: one.id, stage });
    await moveLead(first, { leadId: two.id, stage: 'lead' });
    await convertLead(owner, { leadId: three.id, amount: '10.00' });
    expect(await performance(teamLead, { userId: idOf(first) })).toEqual({
      userId: first.userId,
      leads: 3,
      opportunities: 1,
      transactions: 1,
      revenue: 1000n,
      compatibilityScore: 50,
    });
    await expect(performance(second, { userId: idOf(first) })).rejects.toMatchObject({ code: 'not_found' });
    expect(await performance(second, { userId: idOf(second) })).toMatchObject({ leads: 0, compatibilityScore: null });
  });
});
