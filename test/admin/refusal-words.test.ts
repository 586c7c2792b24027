import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { fromRoot } from '../../config/paths.js';
import { read } from '../../admin/locale.js';
import { failureOf, faultsOf, sentenceOf } from '../../admin/refusal-words.js';
import type { Listener } from '../../admin/refusal-words.js';
import { ensurePeriods } from '../../src/commissions/runs/ensure-periods.js';
import { requestPeriodRun } from '../../src/commissions/runs/request-period.js';
import { system } from '../../src/core/actor.js';
import { Invalid, NotAllowed, NotFound, Refusal, WrongState, invalidField } from '../../src/core/errors.js';
import { businessMonth } from '../../src/core/period.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem } from '../commissions/people.js';
import { buys, monthAgo, newProgram, noon, trio, workAll } from '../commissions/runs/town.js';
import { cookieOf, form, openPanel, seatOf } from './panel.js';
import type { Panel, Seat } from './panel.js';

const hindi: Listener = { language: 'hi', program: null };
const english: Listener = { language: 'en', program: null };
const inReview = new Refusal('already_running', 'The close of 2026-10 has been waiting for review.', {
  facts: { reason: 'run_in_review', run_kind: 'period', month: '2026-10', since: '2026-11-01T00:12:00Z' },
});

describe('a refusal', () => {
  test('is told in Hindi by its reason, with months, moments and states as they are written there', () => {
    expect(sentenceOf(inReview, hindi)).toBe(
      'अक्टूबर 2026 का समापन 1 नव॰ 2026, 12:12 am से समीक्षा की प्रतीक्षा में है; उसके दर्ज या रद्द होने के बाद फिर माँगें।',
    );
    expect(sentenceOf(new WrongState('run', 'posted', 'cancelled'), hindi)).toBe('यह अब “दर्ज” है; “रद्द” नहीं हो सकता।');
    expect(sentenceOf(new NotFound('run'), hindi)).toBe('ऐसा कुछ यहाँ नहीं है, या वह आपका नहीं है।');
  });

  test('names what cannot be done in Hindi too, though no row ever stands so', () => {
    for (const what of ['assigned', 'called', 'changed', 'discarded', 'verified'])
      expect(sentenceOf(new WrongState('plan', 'published', what), hindi)).not.toMatch(/[a-z]/i);
  });

  test('of a general code keeps what exactly stands in the way', () => {
    const conflict = new Refusal('conflict', 'This product is archived.');
    expect(sentenceOf(conflict, hindi)).toBe('यह अभी संभव नहीं है। (This product is archived.)');
    expect(sentenceOf(new NotAllowed('Choose a program first.'), hindi)).toContain('(Choose a program first.)');
  });

  test('names fields with what is wrong with each, as far as that is known', () => {
    const refused = new Invalid([
      { path: ['month'], code: 'not_over_yet', message: 'is not over yet' },
      { path: ['document', 0], code: 'refused', message: 'there is no tax rule' },
    ]);
    expect(faultsOf(refused, hindi)).toEqual({ month: 'अभी समाप्त नहीं हुआ', 'document.0': 'there is no tax rule' });
    expect(sentenceOf(refused, hindi)).toBe(
      'कुछ स्वीकार नहीं हुआ। month: अभी समाप्त नहीं हुआ; document.0: there is no tax rule',
    );
    expect(faultsOf(invalidField('month', 'is not over yet'), english)).toEqual({ month: 'is not over yet' });
  });

  test('stays in English as the rule put it', () => {
    for (const refusal of [inReview, new NotFound('run'), new WrongState('run', 'posted', 'cancelled')])
      expect(sentenceOf(refusal, english)).toBe(refusal.message);
  });

  test('has words for every reason that runs, plans, the network and payouts give', () => {
    const folders = [
      'commissions/engine',
      'commissions/runs',
      'commissions/trials',
      'core',
      'jobs',
      'network',
      'payouts',
    ];
    const given = folders.flatMap((folder) =>
      readdirSync(fromRoot('src', folder)).flatMap((name) =>
        name.endsWith('.ts')
          ? [...readFileSync(join(fromRoot('src', folder), name), 'utf8').matchAll(/reason: '(\w+)'/g)].map(
              ([, one]) => one,
            )
          : [],
      ),
    );
    expect(given).toContain('month_first');
    const told = read('hi');
    expect(given.filter((reason) => !(`refused.why.${String(reason)}` in told))).toEqual([]);
  });
});

describe('why a run failed', () => {
  const error = 'The volume of all sales together cannot be counted: the plan or the volumes are too large.';
  const result = { seconds: {}, failure: { code: 'invalid', reason: 'too_large_to_count' } };

  test('is told in Hindi by its reason, and in English as it is kept', () => {
    expect(failureOf({ error, result }, hindi)).toBe('कुछ गिना नहीं जा सकता: प्लान या वॉल्यूम बहुत बड़े हैं।');
    expect(failureOf({ error, result }, english)).toBe(error);
  });

  test('is nothing while it goes on, and as it was kept where no reason was', () => {
    expect(failureOf({ error: null, result }, hindi)).toBeNull();
    expect(failureOf({ error, result: null }, hindi)).toBe(error);
  });
});

describe('the panel in Hindi', () => {
  let panel: Panel;
  let seat: Seat;
  let program: Program;
  beforeAll(async () => {
    panel = await openPanel();
    program = await newProgram('binary-classic');
    const { left } = await trio(program);
    await buys(program, left, '350.00', noon(monthAgo(1), 3));
    await asSystem((work) => ensurePeriods(work, program, businessMonth(new Date(), program.timeZone)));
    const { url } = panel;
    const { owner } = panel.seats;
    const headers = { cookie: owner.cookie, origin: url };
    const chosen = await form(`${url}/admin/appearance`, { language: 'hi' }, headers);
    await form(`${url}/admin/program`, { programId: String(program.id) }, headers);
    seat = seatOf(url, 'owner', `${owner.cookie}; ${cookieOf(chosen)}`);
  }, 120_000);

  const ask = (name: string, input: unknown) => seat.post(`/admin/api/resources/runs/actions/${name}`, { input });

  test('says in Hindi why a run cannot be asked for', async () => {
    const early = await ask('requestPeriod', { month: monthAgo(0) });
    expect([early.status, early.body.errors]).toEqual([422, { month: 'अभी समाप्त नहीं हुआ' }]);
    await requestPeriodRun(system(program.id), { month: monthAgo(1) });
    await workAll();
    const refused = await ask('requestMatching', {});
    expect([refused.status, refused.body.code]).toEqual([409, 'already_running']);
    expect(refused.body.notice.message).toMatch(/का समापन .* से समीक्षा की प्रतीक्षा में है/);
  });

  test('says so of each of many rows, and of a page that is not there', async () => {
    const many = await seat.post('/admin/api/resources/commissions/actions/approveSelected', { ids: [1], input: {} });
    expect(many.body.results[0].message).toBe('ऐसा कुछ यहाँ नहीं है, या वह आपका नहीं है।');
    const { body } = await seat.get('/admin/api/pages/commission-run?id=999999');
    expect(body.notice.message).toBe('ऐसा कुछ यहाँ नहीं है, या वह आपका नहीं है।');
  });
});
