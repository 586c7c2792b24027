import { beforeEach, describe, expect, test } from '@jest/globals';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { planStudio } from '../../../src/commissions/trials/plan-studio.js';
import { publishDraft } from '../../../src/commissions/trials/publish-draft.js';
import { requestSimulation } from '../../../src/commissions/trials/request-simulation.js';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { system } from '../../../src/core/actor.js';
import type { Actor } from '../../../src/core/actor.js';
import { nextMonth } from '../../../src/core/period.js';
import { activePlan } from '../../../src/programs/active-plan.js';
import { changeDraft, draftPlan } from '../../../src/programs/draft-plan.js';
import { Plan } from '../../../src/programs/plan.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner, asSuperuser } from '../../support/database.js';
import { person } from '../people.js';
import { buys, closeMonth, monthAgo, newProgram, noon, trio } from '../runs/town.js';
import { draft, simulateAll, simulated } from './trials.js';

const [past, now] = [monthAgo(1), monthAgo(0)];
let here: Program;
let owner: Actor;
let admin: Actor;
beforeEach(async () => {
  here = await newProgram('binary-classic');
  owner = await person('owner', here);
  admin = await person('admin', here);
});

const ready = async (changes: Record<string, unknown> = {}, month = '2031-01'): Promise<Plan> => {
  const plan = await draft(here, changes, month);
  await simulated(plan);
  return plan.reload();
};

const recruiting = { binary: undefined, referral: { amount: '10.00' } };

describe('publishing a draft', () => {
  test('that was simulated makes it the word from its month on; the version before holds until then', async () => {
    const plan = await ready({ name: 'Next' });
    const published = await publishDraft(admin, { planId: plan.id });
    expect(published).toMatchObject({ status: 'published', publishedById: admin.userId, acknowledgement: null });
    const [before, after] = [new Date('2030-12-31T23:59:59.999Z'), new Date('2031-01-01')];
    expect((await activePlan(here.id, before)).version).toBe(1);
    expect(await activePlan(here.id, after)).toMatchObject({ version: 2, document: { name: 'Next' } });
    expect((await Plan.findOne({ where: { programId: here.id, version: 1 } }))?.status).toBe('superseded');
  });

  test('is refused where it names a tax rule that nobody wrote', async () => {
    await installTaxRules(system(), {});
    const plan = await ready({ withholding: ['ev-2026', 'ev-2062'] });
    await expect(publishDraft(admin, { planId: plan.id })).rejects.toMatchObject({
      code: 'invalid',
      details: { faults: [{ path: ['document', 'withholding', 1] }] },
    });
    expect((await plan.reload()).status).toBe('draft');
    await changeDraft(admin, { planId: plan.id, document: { ...plan.document, withholding: ['ev-2026'] } });
    await simulated(plan);
    await publishDraft(admin, { planId: plan.id });
    expect((await plan.reload()).status).toBe('published');
  });

  test('is refused where it counts pairs in another unit than legs may hold', async () => {
    const members = { unit: 'members', pair_value: 1, amount: '10.00' };
    const refused = {
      code: 'invalid',
      details: {
        faults: [{ path: ['document', 'binary', 'unit'], message: expect.stringContaining('volume in version 1') }],
      },
    };
    const plan = await ready({ binary: members }, now);
    const acknowledgement = (await planStudio(owner, { planId: plan.id })).acknowledgement ?? '';
    const publish = (month: string) => publishDraft(owner, { planId: plan.id, effectiveMonth: month, acknowledgement });
    await expect(publish('2031-01')).rejects.toMatchObject(refused);
    await buys(here, (await trio(here)).left, '100.00', new Date().toISOString());
    await expect(publish(now)).rejects.toMatchObject(refused);
    await asOwner('DELETE FROM commissions WHERE program_id = $1', [here.id]);
    await asSuperuser(`SET session_replication_role = 'replica'; DELETE FROM sales WHERE program_id = ${here.id}`);
    expect((await publish(now)).status).toBe('published');
  });

  test('is refused where it was not simulated, or was changed since', async () => {
    const plan = await draft(here);
    await expect(publishDraft(admin, { planId: plan.id })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('not simulated yet'),
    });
    await simulated(plan);
    await changeDraft(admin, { planId: plan.id, document: { ...plan.document, name: 'Other' } });
    await expect(publishDraft(admin, { planId: plan.id })).rejects.toMatchObject({ code: 'conflict' });
    await asOwner(`UPDATE plans SET simulation = '{}' WHERE id = $1`, [plan.id]);
    await expect(publishDraft(admin, { planId: plan.id })).rejects.toMatchObject({
      message: expect.stringContaining('changed after its simulation'),
    });
  });

  test('keeps its simulation when only its month is moved, or its keys are put in another order', async () => {
    const plan = await ready();
    const turned = Object.fromEntries(Object.entries(plan.document).reverse());
    await changeDraft(admin, { planId: plan.id, effectiveMonth: '2031-02', document: turned });
    expect((await publishDraft(admin, { planId: plan.id })).effectiveFrom).toEqual(new Date('2031-02-01'));
  });

  test('is not done with a simulation that was under way while the draft was changed', async () => {
    const plan = await draft(here);
    await requestSimulation(admin, { planId: plan.id });
    await changeDraft(admin, { planId: plan.id, document: { ...plan.document, name: 'Quick' } });
    await simulateAll();
    await changeDraft(admin, { planId: plan.id, document: { ...plan.document, name: 'Slow' } });
    await expect(publishDraft(admin, { planId: plan.id })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('twice at once publishes it once', async () => {
    const plan = await ready();
    const both = await Promise.allSettled([1, 2, 3].map(() => publishDraft(admin, { planId: plan.id })));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'wrong_state' });
    await expect(publishDraft(admin, { planId: plan.id })).rejects.toMatchObject({ code: 'wrong_state' });
  });

  test('in the middle of sales disturbs none of them', async () => {
    const plan = await ready({ binary: undefined, seller: { rate_bp: 2000 } }, now);
    const { left } = await trio(here);
    const at = (): string => new Date().toISOString();
    const sales = Array.from({ length: 12 }, () => buys(here, left, '10.00', at()));
    const [published, ...made] = await Promise.all([publishDraft(admin, { planId: plan.id }), ...sales]);
    expect([published.status, made.length]).toEqual(['published', 12]);
    expect((await activePlan(here.id, new Date())).version).toBe(2);
  });

  test('for a month that a later version holds already is refused, and one after it is fine', async () => {
    const [second, third] = [await ready(), await ready({ name: 'Third' })];
    await publishDraft(admin, { planId: third.id });
    await expect(publishDraft(admin, { planId: second.id })).rejects.toMatchObject({
      code: 'conflict',
      details: { facts: { plan_id: third.id } },
    });
    const fourth = await ready({ name: 'Fourth' });
    await publishDraft(admin, { planId: fourth.id });
    expect((await activePlan(here.id, new Date('2031-01-01'))).version).toBe(4);
  });

  test('of another program finds none, and nobody but owners and admins may', async () => {
    const plan = await ready();
    const other = await person('admin', await newProgram('pipeline'));
    await expect(publishDraft(other, { planId: plan.id })).rejects.toMatchObject({ code: 'not_found' });
    for (const role of ['funds_coordinator', 'team_lead', 'buyer', 'telemarketer', 'affiliate'] as const) {
      const actor = await person(role, here);
      await expect(publishDraft(actor, { planId: plan.id })).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });
});

describe('the month of a version', () => {
  const refusedFrom = (first: string) => ({
    code: 'invalid',
    details: { faults: [{ path: ['effectiveMonth'], message: expect.stringContaining(first) }] },
  });

  test('is never a closed one, at drafting and at publishing, and the first possible one is told', async () => {
    const { left, right } = await trio(here);
    const plan = await ready({}, past);
    for (const buyer of [left, right]) await buys(here, buyer, '100.00', noon(past, 3));
    await closeMonth(here, past);
    await expect(publishDraft(admin, { planId: plan.id })).rejects.toMatchObject(refusedFrom(now));
    const { document } = plan;
    await expect(draftPlan(admin, { effectiveMonth: past, document })).rejects.toMatchObject(refusedFrom(now));
    await expect(changeDraft(admin, { planId: plan.id, effectiveMonth: past })).rejects.toMatchObject(refusedFrom(now));
    expect((await planStudio(admin, { planId: plan.id })).months[0]).toBe(now);
    const published = await publishDraft(admin, { planId: plan.id, effectiveMonth: now });
    expect(published.effectiveFrom).toEqual(new Date(`${now}-01`));
  });

  test('is never one of which days are counted, even by a run that nobody has posted', async () => {
    const { left } = await trio(here);
    const plan = await ready({}, past);
    await buys(here, left, '100.00', noon(past, 3));
    await requestMatching(system(here.id), { until: `${past}-05` });
    await expect(publishDraft(admin, { planId: plan.id })).rejects.toMatchObject(refusedFrom(nextMonth(past)));
  });
});

describe('a plan that pays for people', () => {
  const sentence = async (plan: Plan) => (await planStudio(owner, { planId: plan.id })).acknowledgement ?? '';

  test('is published by an owner who types the sentence, which is kept', async () => {
    const plan = await ready(recruiting);
    const acknowledgement = await sentence(plan);
    expect(acknowledgement).toBe(
      `I know that version 2 of "${String(plan.document['name'])}" pays for people rather than for sales of goods.`,
    );
    const published = await publishDraft(owner, { planId: plan.id, acknowledgement: ` ${acknowledgement} ` });
    expect(published.acknowledgement).toBe(acknowledgement);
    const [log] = await asOwner<{ input: Record<string, unknown> }>(
      `SELECT input FROM command_log WHERE command = 'plan.publish' ORDER BY id DESC LIMIT 1`,
    );
    expect(log?.input['acknowledgement']).toContain(acknowledgement);
  });

  test('may be acknowledged in Hindi, and keeps what was typed', async () => {
    const plan = await ready(recruiting);
    const { acknowledgement } = await planStudio(owner, { planId: plan.id, language: 'hi' });
    expect(acknowledgement).toBe(
      `मुझे पता है कि "${String(plan.document['name'])}" का संस्करण 2 सामान की बिक्री के बजाय लोगों के लिए भुगतान करता है।`.normalize(
        'NFC',
      ),
    );
    const published = await publishDraft(owner, { planId: plan.id, acknowledgement });
    expect(published.acknowledgement).toBe(acknowledgement);
  });

  test('is not published by an admin, nor without the very words', async () => {
    const plan = await ready(recruiting);
    const acknowledgement = await sentence(plan);
    const planId = plan.id;
    await expect(publishDraft(admin, { planId, acknowledgement })).rejects.toMatchObject({ code: 'not_allowed' });
    for (const wrong of [undefined, '', 'yes', acknowledgement.toLowerCase(), acknowledgement.slice(1)]) {
      const given = wrong === undefined ? {} : { acknowledgement: wrong };
      await expect(publishDraft(owner, { planId, ...given })).rejects.toMatchObject({
        code: 'invalid',
        details: { faults: [{ path: ['acknowledgement'] }] },
      });
    }
    expect((await plan.reload()).status).toBe('draft');
  });

  test('is the only kind that asks for words', async () => {
    const plan = await ready();
    expect((await planStudio(owner, { planId: plan.id })).acknowledgement).toBeNull();
    await expect(publishDraft(owner, { planId: plan.id, acknowledgement: 'I know.' })).rejects.toMatchObject({
      details: { faults: [{ path: ['acknowledgement'] }] },
    });
  });
});

describe('an empty program', () => {
  test('publishes with the note that there was nothing to simulate over', async () => {
    const plan = await ready();
    const published = await publishDraft(system(here.id), { planId: plan.id });
    expect(published.simulation).toMatchObject({ note: expect.stringContaining('nothing to simulate over') });
  });
});
