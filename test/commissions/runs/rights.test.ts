import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { offersOn } from '../../../admin/pages/run-offers.js';
import type { Person } from '../../../admin/person.js';
import '../../../admin/resources.js';
import { approveRun } from '../../../src/commissions/runs/change-run.js';
import { runLines } from '../../../src/commissions/runs/read/run-lines.js';
import { runReport } from '../../../src/commissions/runs/read/run-report.js';
import { requestAnyRun } from '../../../src/commissions/runs/request.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { requestMember } from '../../../src/commissions/runs/request-member.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { requestVerify } from '../../../src/commissions/runs/verify/request-verify.js';
import { simulationKind } from '../../../src/commissions/trials/simulation-run.js';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { roleNames, system } from '../../../src/core/actor.js';
import type { Actor, Role } from '../../../src/core/actor.js';
import { Run, requestRun } from '../../../src/core/run.js';
import { cancelRun, postRun, resumeRun } from '../../../src/jobs/change-run.js';
import { listRuns } from '../../../src/jobs/run-list.js';
import type { Program } from '../../../src/programs/program.js';
import { keyWith } from '../../http/all-routes.js';
import { asOwner } from '../../support/database.js';
import { asSystem, broken, member, person } from '../people.js';
import { buys, joined, monthAgo, newProgram, noon, pairsOf, trio, workAll } from './town.js';
import type { Trio } from './town.js';

const month = monthAgo(1);
const finance: readonly Role[] = ['owner', 'admin', 'funds_coordinator'];
const others = roleNames.filter((role) => !finance.includes(role));

let here: Program;
let people: Trio;

/** A program of its own with one pair to come in the month before. */
async function begin(): Promise<void> {
  here = await newProgram('binary-classic');
  people = await trio(here);
  await buys(here, people.left, '250.00', noon(month, 3));
  await buys(here, people.right, '120.00', noon(month, 3));
}

const ask = async (actor: Actor) => (await requestPeriodRun(actor, { month })).runId;
const statusOf = async (runId: number) => (await Run.findByPk(runId, { rejectOnEmpty: true })).status;
const failed = (runId: number) => asOwner(`UPDATE runs SET status = 'failed' WHERE id = $1`, [runId]);

const refusedOnly = (tries: PromiseSettledResult<unknown>[]): { reason: unknown }[] =>
  tries.filter((one) => one.status === 'rejected');

/** Everything that can be done with runs, on one that waits in review; the member is somebody else. */
const doings: Readonly<Record<string, (actor: Actor, runId: number) => Promise<unknown>>> = {
  'list runs': (actor) => listRuns(actor, {}),
  'see a run': (actor, runId) => runReport(actor, { runId }),
  'see its lines': (actor, runId) => runLines(actor, { runId }),
  'ask for any run': (actor) => requestAnyRun(actor, { kind: 'period', month }),
  'ask for the close of a month': (actor) => requestPeriodRun(actor, { month }),
  'ask for a matching': (actor) => requestMatching(actor, {}),
  post: (actor, runId) => postRun(actor, { runId }),
  'post and credit': (actor, runId) => approveRun(actor, { runId }),
  cancel: (actor, runId) => cancelRun(actor, { runId }),
  resume: (actor, runId) => resumeRun(actor, { runId }),
  verify: (actor, runId) => requestVerify(actor, { runId }),
};

describe.each(finance)('%s', (role) => {
  let actor: Actor;
  beforeEach(async () => {
    await begin();
    actor = await person(role, here);
  });

  test('asks for a run, cancels it, asks again, resumes it and posts it', async () => {
    await cancelRun(actor, { runId: await ask(actor) });
    const runId = await ask(actor);
    await failed(runId);
    await resumeRun(actor, { runId });
    await workAll();
    await postRun(actor, { runId });
    await workAll();
    expect(await statusOf(runId)).toBe('posted');
    expect(await pairsOf(people.top)).toMatchObject([{ status: 'held', amount: 1000n }]);
  });

  test('posts and credits, and has it verified; a verification can be stopped too', async () => {
    const runId = await ask(actor);
    await workAll();
    await approveRun(actor, { runId });
    await workAll();
    expect(await pairsOf(people.top)).toMatchObject([{ status: 'approved', decidedById: actor.userId }]);
    const { id } = await requestVerify(actor, { runId });
    expect((await cancelRun(actor, { runId: id })).status).toBe('cancelled');
  });

  test('is offered in the panel what the commands allow', async () => {
    const offered = (runId: number) => offersOn(runId, { actor } as Person);
    const runId = await ask(actor);
    expect(await offered(runId)).toEqual(['cancel']);
    await failed(runId);
    expect(await offered(runId)).toEqual(['resume', 'cancel']);
    await resumeRun(actor, { runId });
    await workAll();
    expect(await offered(runId)).toEqual(['approve', 'post', 'verify', 'cancel']);
    await cancelRun(actor, { runId });
    expect(await offered(runId)).toEqual([]);
    const next = await ask(actor);
    await failed(next);
    await asOwner(`UPDATE runs SET cursor = '{"phase": "posting", "at": null, "hasParts": true}' WHERE id = $1`, [
      next,
    ]);
    expect(await offered(next)).toEqual(['resume']);
  });
});

describe('whoever does not do the money', () => {
  let runId: number;
  let cast: Readonly<Record<string, Actor>>;
  beforeAll(async () => {
    await begin();
    runId = await ask(await person('owner', here));
    await workAll();
    const entries = others.map(async (role) => [role, await person(role, here)] as const);
    cast = {
      ...Object.fromEntries(await Promise.all(entries)),
      member: (await member(here, people.top)).actor,
      'key without scopes': keyWith([], here.id),
      'key with every scope but none for runs': keyWith(
        ['commissions:read', 'payouts:write', 'network:write'],
        here.id,
      ),
    };
  });

  test.each(Object.entries(doings))('may not %s', async (_name, act) => {
    for (const [who, actor] of Object.entries(cast)) {
      const [{ reason } = { reason: null }] = refusedOnly(await Promise.allSettled([act(actor, runId)]));
      expect([who, reason]).toMatchObject([who, { code: 'not_allowed' }]);
    }
    expect(await statusOf(runId)).toBe('review');
  });

  test('cannot have others matched; people learn not even that they exist', async () => {
    for (const [who, actor] of Object.entries(cast)) {
      const code = who.startsWith('key') ? 'not_allowed' : 'not_found';
      await expect(requestMember(actor, { memberId: people.left.id })).rejects.toMatchObject({ code });
    }
  });

  test('is offered nothing in the panel', async () => {
    for (const actor of Object.values(cast)) expect(await offersOn(runId, { actor } as Person)).toEqual([]);
  });
});

describe('a funds coordinator', () => {
  test('leaves simulations to the office that asked for them', async () => {
    await begin();
    const [coordinator, admin] = [await person('funds_coordinator', here), await person('admin', here)];
    const wanted = { kind: simulationKind, key: `${here.id}/plan/1/1`, programId: here.id };
    const { runId } = await asSystem((work) => requestRun(work, wanted));
    await expect(cancelRun(coordinator, { runId })).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await offersOn(runId, { actor: coordinator } as Person)).toEqual([]);
    expect(await offersOn(runId, { actor: admin } as Person)).toEqual(['cancel']);
    expect((await cancelRun(admin, { runId })).status).toBe('cancelled');
  });
});

describe.each([
  ['at once', {}],
  ['line by line', { withholding: ['ev-2026'] }],
])('posting and crediting %s', (_how, changes) => {
  test('leaves the own lines of whoever does it to somebody else', async () => {
    await installTaxRules(system(), {});
    here = await newProgram('binary-classic', changes);
    people = await trio(here);
    const coordinator = await person('funds_coordinator', here);
    const own = await joined(here, { sponsorId: people.top.id, userId: coordinator.userId });
    const left = await joined(here, { sponsorId: own.id, placement: { parentId: own.id, slot: 0 } });
    const right = await joined(here, { sponsorId: own.id, placement: { parentId: own.id, slot: 1 } });
    for (const buyer of [left, right, people.right]) await buys(here, buyer, '100.00', noon(month, 3));
    const { runId } = await requestPeriodRun(await person('owner', here), { month });
    await workAll();
    await approveRun(coordinator, { runId });
    await workAll();
    expect(await statusOf(runId)).toBe('posted');
    expect(await pairsOf(own)).toMatchObject([{ status: 'pending', netCredited: 0n }]);
    expect(await pairsOf(people.top)).toMatchObject([{ status: 'approved' }]);
    expect(await broken()).toEqual([]);
  });
});
