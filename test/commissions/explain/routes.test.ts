import '../../http/unlimited.js';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { explanations } from '../../../src/commissions/explain/routes.js';
import { postRun } from '../../../src/jobs/change-run.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { system } from '../../../src/core/actor.js';
import type { Actor } from '../../../src/core/actor.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import { asSaid, serve } from '../../http/web.js';
import { keyWith } from '../../tracking/people.js';
import { member, person } from '../people.js';
import { buys, joined, monthAgo, newProgram, noon, pairsOf, workAll } from '../runs/town.js';

const month = monthAgo(1);
const { authenticate, as } = asSaid();
const web = await serve([explanations], { authenticate });

let here: Program;
let top: Awaited<ReturnType<typeof member>>;
let stranger: Awaited<ReturnType<typeof member>>;
let finance: Actor;
let runId: number;

const get = async (path: string, actor: Actor) => {
  const { status, body } = await web.call('GET', `/api/v1${path}`, { headers: as(actor) });
  return { status, body: body as Record<string, unknown> & { sentences: string[] } };
};

const statuses = async (paths: string[], actor: Actor): Promise<number[]> => {
  const answers = [];
  for (const path of paths) answers.push((await get(path, actor)).status);
  return answers;
};

const all = (): string[] => [
  `/members/${top.member.id}/explanation`,
  `/runs/${runId}/members/${top.member.id}/explanation`,
  `/runs/${runId}/lines/1/explanation`,
];

beforeAll(async () => {
  here = await newProgram('binary-classic');
  [top, stranger, finance] = [await member(here), await member(here), await person('funds_coordinator', here)];
  await asOwner('UPDATE members SET joined_at = $2 WHERE program_id = $1', [here.id, noon(month, 1)]);
  const below = (slot: number) =>
    joined(here, { sponsorId: top.member.id, placement: { parentId: top.member.id, slot } });
  await buys(here, await below(0), '250.00', noon(month, 3));
  await buys(here, await below(1), '120.00', noon(month, 3));
  runId = (await requestMatching(system(here.id), { until: noon(month, 5).slice(0, 10) })).runId;
  await workAll();
});

describe('a run in review', () => {
  test('is explained to finance, line by line and member by member', async () => {
    expect(await statuses(all(), finance)).toEqual([200, 200, 200]);
    const { body } = await get(`/runs/${runId}/lines/1/explanation`, finance);
    expect(body.sentences[0]).toBe(`Earned for 1 pair formed on ${noon(month, 3).slice(0, 10)}.`);
    expect(body).toMatchObject({
      facts: { run_id: runId, line: 1, state: 'new', member_id: top.member.id, formed: 1 },
    });
  });

  test('is not there yet for the member, whose latest run says nothing of it', async () => {
    const [latest, inRun, line] = await statuses(all(), top.actor);
    expect([latest, inRun, line]).toEqual([200, 404, 404]);
    const { body } = await get(`/members/${top.member.id}/explanation`, top.actor);
    expect(body.sentences[0]).toBe('No run has been computed for this member yet.');
  });

  test('answers in Hindi when asked to, with the same facts', async () => {
    const path = `/runs/${runId}/members/${top.member.id}/explanation`;
    const [english, hindi] = [await get(path, finance), await get(`${path}?language=hi`, finance)];
    expect(hindi.body.sentences).toHaveLength(english.body.sentences.length);
    expect(hindi.body.sentences[0]).toMatch(/^रन /);
    expect(hindi.body['facts']).toEqual(english.body['facts']);
    expect((await get(`${path}?language=de`, finance)).status).toBe(400);
  });

  test('has no line, member or run of other numbers', async () => {
    const paths = [
      `/runs/${runId}/lines/99/explanation`,
      `/runs/${runId}/members/99999/explanation`,
      `/runs/99999/members/${top.member.id}/explanation`,
      `/runs/99999/lines/1/explanation`,
      '/members/99999/explanation',
      '/commissions/99999/explanation',
    ];
    expect(await statuses(paths, finance)).toEqual([404, 404, 404, 404, 404, 404]);
  });
});

describe('a posted run', () => {
  beforeAll(async () => {
    await postRun(await person('owner', here), { runId });
    await workAll();
  });

  test('is explained to the member himself', async () => {
    const [line] = await pairsOf(top.member);
    const paths = [...all(), `/commissions/${line?.id ?? 0}/explanation`];
    expect(await statuses(paths, top.actor)).toEqual([200, 200, 200, 200]);
  });

  test('is hidden from other members and from staff who see nobody’s earnings', async () => {
    const [line] = await pairsOf(top.member);
    const paths = [...all(), `/commissions/${line?.id ?? 0}/explanation`];
    for (const actor of [stranger.actor, await person('team_lead', here), await person('buyer', here)])
      expect(await statuses(paths, actor)).toEqual([404, 404, 404, 404]);
  });

  test('is explained to keys with the scope, and to no others', async () => {
    const [line] = await pairsOf(top.member);
    const path = `/commissions/${line?.id ?? 0}/explanation`;
    const owner = await person('owner', here);
    const key = (scope: Parameters<typeof keyWith>[2]) => keyWith(here.id, { id: owner.userId ?? 0 } as never, scope);
    expect((await get(path, key('commissions:read'))).status).toBe(200);
    expect((await get(path, key('sales:write'))).status).toBe(403);
  });

  test('of another program does not exist', async () => {
    const other = await newProgram('binary-classic');
    expect(await statuses(all(), await person('owner', other))).toEqual([404, 404, 404]);
  });
});
