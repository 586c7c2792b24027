import { beforeEach, describe, expect, test } from '@jest/globals';
import { requestMember } from '../../src/commissions/runs/request-member.js';
import { requestPeriodRun } from '../../src/commissions/runs/request-period.js';
import { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { system } from '../../src/core/actor.js';
import { cancelRun } from '../../src/jobs/change-run.js';
import { portal } from '../../src/portal/routes.js';
import { sayIn } from '../../src/portal/say.js';
import { person } from '../commissions/people.js';
import { buys, closeMonth, monthAgo, newProgram, noon, pairsOf, workAll } from '../commissions/runs/town.js';
import { asOwner } from '../support/database.js';
import { serve } from '../tracking/web.js';
import { beginToday, buy, legTown, memberOf, startOfToday } from './leg-town.js';
import type { LegTown } from './leg-town.js';
import { newBrowser } from './member.js';

const { url } = await serve(...portal);
const button = 'Match my pairs now';
let town: LegTown;
let browser: ReturnType<typeof newBrowser>;

beforeEach(async () => {
  town = await legTown();
  browser = newBrowser(url);
  await browser.signIn(town.login);
});

const onceIn = (html: string): string => /name="once" value="([^"]+)"/.exec(html)?.[1] ?? '';
const page = async (language = 'en') => (await browser.get(`/my/pairs?lang=${language}`)).html;
const press = async (once?: string) => browser.post('/my/pairs', { once: once ?? onceIn(await page()) });
const runs = () => CommissionRun.count({ where: { programId: town.program.id, memberId: town.me.id } });

describe('a member’s own page about pairs', () => {
  beforeEach(() => beginToday(town));

  test('shows legs as they were counted, and matches what came since when he asks', async () => {
    await buy(town, 'left', '250.00');
    await buy(town, 'right', '120.00');
    const before = await page();
    expect(before).toContain('Nothing is counted yet.');
    const asked = await press();
    expect([asked.status, asked.place]).toEqual([303, '/my/pairs']);

    const waiting = await browser.get('/my/pairs');
    expect(waiting.headers.get('refresh')).toBe('3; url=/my/pairs');
    expect(waiting.html).toContain('waiting for its turn');
    expect(waiting.html).not.toContain(button);

    await workAll();
    const done = await browser.get('/my/pairs');
    expect(done.headers.get('refresh')).toBeNull();
    expect(done.html).toMatch(/Done: 1 pair matched, USD\s10\.00 earned\./);
    for (const words of ['<dd>150.00</dd>', '<dd>20.00</dd>', '<dd>1</dd>', button]) expect(done.html).toContain(words);
    expect(await pairsOf(town.me)).toMatchObject([{ amount: 1000n, quantity: 1 }]);
  });

  test('pressed twice, one after the other or at once, asks once', async () => {
    await buy(town, 'left', '100.00');
    await buy(town, 'right', '100.00');
    const once = onceIn(await page());
    const answers = await Promise.all([press(once), press(once), press(once)]);
    expect(answers.map(({ status, place }) => [status, place])).toEqual(answers.map(() => [303, '/my/pairs']));
    await workAll();
    expect((await press(once)).status).toBe(303);
    await workAll();
    expect(await runs()).toBe(1);
    expect(await pairsOf(town.me)).toHaveLength(1);
  });

  test('says when there was nothing to match, and what is missing', async () => {
    await buy(town, 'left', '100.00');
    await press();
    await workAll();
    const html = await page();
    expect(html).toContain('there was nothing to match');
    expect(html).toContain('nothing on the right');
    expect(await page('hi')).toContain('मिलाने को कुछ नहीं था');
  });

  test('says when somebody else’s short run is under way, and offers the button again', async () => {
    await requestMember(system(town.program.id), { memberId: town.legs.left.id });
    const refused = await press();
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Another matching is under way just now.');
    expect(refused.html).toContain(button);
    await workAll();
    expect((await press()).status).toBe(303);
    await workAll();
  });

  test('tells a matching that the office asked for from his own, in both languages', async () => {
    await requestMember(await person('admin', town.program), { memberId: town.me.id });
    await workAll();
    const html = await page();
    expect(html).toContain('Asked for by the office at');
    expect(html).not.toContain('Your matching');
    expect(await page('hi')).toContain('कार्यालय ने');
    await press();
    await workAll();
    expect(await page()).toContain('Your matching');
    expect(await page('hi')).not.toContain('कार्यालय ने');
  });

  test('tells of a matching that failed or was cancelled', async () => {
    await press();
    const row = await CommissionRun.findOne({ where: { memberId: town.me.id }, rejectOnEmpty: true });
    await asOwner(`UPDATE runs SET status = 'failed' WHERE id = $1`, [row.runId]);
    const failed = await page();
    expect(failed).toContain('The matching failed');
    expect(failed).not.toContain(button);
    await cancelRun(await person('owner', town.program), { runId: row.runId });
    const cancelled = await page();
    expect(cancelled).toContain('The matching was cancelled');
    expect(cancelled).toContain(button);
  });

  test('is asked from our own pages only, and by whoever is signed in', async () => {
    const once = onceIn(await page());
    const foreign = await browser.post('/my/pairs', { once }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    const stranger = await newBrowser(url).post('/my/pairs', { once });
    expect([stranger.status, stranger.place]).toEqual([303, '/my/login']);
    expect((await browser.post('/my/pairs', { once, member_id: String(town.legs.left.id) })).status).toBe(422);
    expect(await runs()).toBe(0);
  });
});

describe('what a member’s legs hold', () => {
  test('is counted up to the last matching of everybody, though it changed nothing of his', async () => {
    await buys(town.program, town.legs.left, '100.00', noon(monthAgo(2), 3));
    for (const ago of [2, 1]) await closeMonth(town.program, monthAgo(ago));
    const html = await page();
    expect(html).toContain('<dd>100.00</dd>');
    const until = sayIn('en').time(new Date(`${monthAgo(0)}-01T00:00:00Z`));
    expect(html).toContain(`Counted up to ${until}.`);
  });
});

describe('a member who asks', () => {
  const review = async (): Promise<number> => {
    await buys(town.program, town.legs.left, '100.00', noon(monthAgo(1), 3));
    const { runId } = await requestPeriodRun(system(town.program.id), { month: monthAgo(1) });
    await workAll();
    return runId;
  };

  test('while a month is in review is told which, since when, and that he loses nothing', async () => {
    const once = onceIn(await page());
    const runId = await review();
    const html = await page();
    expect(html).toMatch(/The close of \w+ 20\d\d has been in review since .*Nothing of yours is lost/s);
    expect(html).not.toContain(button);
    expect(await page('hi')).toMatch(/का समापन .* से समीक्षा में है/);
    const refused = await press(once);
    expect(refused.status).toBe(409);
    await cancelRun(await person('owner', town.program), { runId });
    const again = await press();
    expect(again.html).toMatch(/\w+ 20\d\d has to be closed first/);
    expect(await runs()).toBe(0);
  });

  test('before the days until now are matched is told so', async () => {
    await buys(town.program, town.legs.left, '100.00', new Date(startOfToday().getTime() - 3_600_000).toISOString());
    const { status, html } = await press();
    expect(status).toBe(409);
    expect(html).toMatch(/are not matched yet|has to be closed first/);
  });

  test('in a program without pairs finds no button, and no tab', async () => {
    const other = await newProgram('mlm-service');
    const { login } = await memberOf(other);
    browser = newBrowser(url);
    await browser.signIn(login);
    const html = await page();
    expect(html).toContain('This program pays no pairs.');
    expect(html).not.toContain(button);
    expect(html).not.toContain('href="/my/pairs"');
    const refused = await browser.post('/my/pairs', { once: 'x' });
    expect([refused.status, refused.html.includes('This program pays no pairs.')]).toEqual([409, true]);
  });
});
