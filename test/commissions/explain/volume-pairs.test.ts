import { beforeEach, describe, expect, test } from '@jest/globals';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { system } from '../../../src/core/actor.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import {
  buys,
  closeMonth,
  matchUntil,
  monthAgo,
  newProgram,
  noon,
  pairsOf,
  refund,
  trio,
  workAll,
} from '../runs/town.js';
import type { Trio } from '../runs/town.js';
import { lineTold, memberTold, runLineTold } from './told.js';

const month = monthAgo(1);
const day = (number: number) => noon(month, number).slice(0, 10);
const plan = 'Plan "Binary classic", version 1, rule "binary".';
let here: Program;
let people: Trio;

async function open(changes: Record<string, unknown> = {}): Promise<void> {
  here = await newProgram('binary-classic', changes);
  people = await trio(here);
}

const buy = async (left: string, right: string, on: number) => {
  const sales = [];
  if (left !== '0') sales.push(await buys(here, people.left, left, noon(month, on)));
  if (right !== '0') sales.push(await buys(here, people.right, right, noon(month, on)));
  return sales;
};

/** A refund of 200.00 of the first sale, made on the 6th. */
async function refunded(how?: 'approve'): Promise<void> {
  const [sale] = await buy('250.00', '120.00', 3);
  await matchUntil(here, day(5), how);
  if (sale) await refund(here, sale, '200.00');
  await asOwner('UPDATE refunds SET refunded_at = $2 WHERE program_id = $1', [here.id, noon(month, 6)]);
}

const binary = { unit: 'volume', pair_value: '100.00', amount: '10.00', cap: { pairs: 10, per: 'month' } };

describe('a line of pairs of volume', () => {
  beforeEach(() => open());

  test('says what each leg had, what was formed and what is left', async () => {
    await buy('250.00', '120.00', 3);
    const row = await matchUntil(here, day(5));
    const { sentences, facts } = await lineTold((await pairsOf(people.top))[0]);
    expect(sentences.slice(0, -1)).toEqual([
      `Earned for 1 pair formed on ${day(3)}.`,
      plan,
      'Leg left: 0.00 carried + 250.00 added - 0.00 taken back = 250.00.',
      'Leg right: 0.00 carried + 120.00 added - 0.00 taken back = 120.00.',
      'A pair takes 100.00 from each leg: 1 pair possible, 1 formed, 1 paid.',
      '1 pair at 10.00 USD each: 10.00 USD.',
      'After that the legs held 150.00 on the left and 20.00 on the right.',
    ]);
    expect(sentences.at(-1)).toMatch(/^Held until the holding period is over/);
    expect(facts).toMatchObject({
      run_id: row.runId,
      member_id: people.top.id,
      day: day(3),
      amount: '10.00',
      left: { carried: '0.00', added: '250.00', reversed: '0.00', available: '250.00', carried_on: '150.00' },
      right: { available: '120.00', carried_on: '20.00' },
      possible: 1,
      formed: 1,
      paid: 1,
      reasons: [],
    });
  });

  test('stopped by a cap that carries says what the cap left and that the volume stays', async () => {
    await buy('1500.00', '1200.00', 3);
    await matchUntil(here, day(5));
    const { sentences, facts } = await lineTold((await pairsOf(people.top))[0]);
    expect(sentences).toEqual(
      expect.arrayContaining([
        'A pair takes 100.00 from each leg: 12 pairs possible, 10 formed, 10 paid.',
        'The cap of 10 pairs a month left room for 10 pairs: 2 pairs not formed, the legs keep their volume.',
        'After that the legs held 500.00 on the left and 200.00 on the right.',
      ]),
    );
    expect(facts).toMatchObject({ cap: 10, reasons: ['monthly_cap'] });
  });

  test('tells the same in a review, before anything is posted', async () => {
    await buy('250.00', '120.00', 3);
    const row = await requestMatching(system(here.id), { until: day(5) });
    await workAll();
    const { sentences, facts } = await runLineTold(row, 1);
    expect(sentences[0]).toBe(`Earned for 1 pair formed on ${day(3)}.`);
    expect(sentences.at(-1)).toBe(`It stands in run ${row.runId}; posting makes it a commission.`);
    expect(facts).toMatchObject({ commission_id: null, run_id: row.runId, line: 1, state: 'new' });
  });

  test('says what refunds took from a leg since the matching before', async () => {
    const [sale] = await buy('250.00', '120.00', 3);
    await matchUntil(here, day(5));
    if (sale) await refund(here, sale, '100.00');
    await asOwner('UPDATE refunds SET refunded_at = $2 WHERE program_id = $1', [here.id, noon(month, 6)]);
    await buy('80.00', '80.00', 7);
    await matchUntil(here, day(8));
    const { sentences } = await lineTold((await pairsOf(people.top))[1]);
    expect(sentences).toContain('Leg left: 150.00 carried + 80.00 added - 100.00 taken back = 130.00.');
    expect(sentences).toContain('Leg right: 20.00 carried + 80.00 added - 0.00 taken back = 100.00.');
  });

  test('undone by a refund, in a review, says from which line the pairs will be taken', async () => {
    await refunded('approve');
    const [line] = await pairsOf(people.top);
    const row = await requestMatching(system(here.id), { until: day(8) });
    await workAll();
    const { sentences, facts } = await runLineTold(row, 1);
    expect(sentences).toEqual([
      plan,
      `1 pair undone on ${day(6)}, because more was taken back from a leg than it held.`,
      `Taken back from commission ${line?.id ?? 0} of ${day(3)}: 1 pair.`,
      'The line takes back 10.00 USD, what these pairs had paid.',
      `It stands in run ${row.runId}; posting makes it a commission.`,
    ]);
    expect(facts).toMatchObject({ cause: 'undone', undone: 1, takes_back: [{ commission_id: line?.id, pairs: 1 }] });
  });

  test('undone and posted says it on the negative line, and on the one taken back', async () => {
    await refunded('approve');
    await matchUntil(here, day(8));
    const [line, back] = await pairsOf(people.top);
    const of = `commission ${line?.id ?? 0}`;
    expect((await lineTold(back)).sentences).toEqual([
      plan.replace('binary', 'refund'),
      `It takes back from ${of}, which was 10.00 USD.`,
      `1 pair undone on ${day(6)}, because more was taken back from a leg than it held.`,
      '0.00 USD was taken back before, so this line takes back 10.00 USD.',
      '10.00 USD was taken from the wallet, or is owed.',
    ]);
    expect((await lineTold(line)).sentences).toEqual(
      expect.arrayContaining([
        '10.00 USD went to the wallet.',
        `Commission ${back?.id ?? 0} took back 10.00 USD later.`,
      ]),
    );
  });
});

describe('a plan that flushes', () => {
  test('on the cap says that the volume is lost', async () => {
    await open({ binary: { ...binary, on_cap: 'flush' } });
    await buy('1500.00', '1200.00', 3);
    const row = await matchUntil(here, day(5));
    expect((await lineTold((await pairsOf(people.top))[0])).sentences).toContain(
      'The cap of 10 pairs a month left room for 10 pairs: 2 pairs not formed, their volume is lost.',
    );
    const { sentences, facts } = await memberTold(people.top, row);
    expect(sentences).toContain('The legs hold 300.00 on the left and 0.00 on the right.');
    expect(facts).toMatchObject({ days: [{ possible: 12, formed: 10, flushed: 2, reasons: ['monthly_cap'] }] });
  });

  test('at the end of the period says what both legs lost', async () => {
    await open({ binary: { ...binary, at_period_end: 'flush' } });
    await buy('250.00', '120.00', 3);
    const row = await closeMonth(here, month);
    const { sentences } = await memberTold(people.top, row);
    expect(sentences).toContain('At the end of the period 150.00 on the left and 20.00 on the right were lost.');
    expect(sentences).toContain('The legs hold 0.00 on the left and 0.00 on the right.');
  });
});
