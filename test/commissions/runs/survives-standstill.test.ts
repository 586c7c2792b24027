import { describe, expect, test } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import type { Program } from '../../../src/programs/program.js';
import { member, preset, sale, taxRules } from '../simulate/oracle/drafts.js';
import { simulateCase } from '../simulate/oracle/files.js';
import type { Case, Sale } from '../simulate/oracle/world.js';
import { toldByDatabase, toldBySimulator } from './support-compared.js';
import { live, liveAtOnce, liveable } from './support-replayed.js';
import { brokenBooks } from './support-workers.js';

const begin = '2026-02-02T06:00:00.000Z';

/** Sales around the midnights of a zone: one last and one first millisecond of every day given. */
const around = (midnights: readonly string[]): Sale[] =>
  midnights.flatMap((midnight, day) => {
    const at = (ms: number): string => new Date(Date.parse(midnight) + ms).toISOString();
    const moments = [-1, 0, 1, 11 * 3_600_000];
    return moments.flatMap((ms, index) => {
      const id = 100 + day * 20 + index * 2;
      return [sale(id, 2, '130.00', { at: at(ms) }), sale(id + 1, 3, index % 2 ? '70.00' : '110.00', { at: at(ms) })];
    });
  });

// The clocks of New York go forward on 8 March 2026 and those of Cairo on 24 April, there at midnight.
const zones = {
  'America/New_York': [
    '2026-03-01T05:00:00Z',
    '2026-03-08T05:00:00Z',
    '2026-03-09T04:00:00Z',
    '2026-04-01T04:00:00Z',
    '2026-05-01T04:00:00Z',
  ],
  'Africa/Cairo': [
    '2026-02-28T22:00:00Z',
    '2026-03-31T22:00:00Z',
    '2026-04-23T22:00:00Z',
    '2026-04-24T21:00:00Z',
    '2026-04-30T21:00:00Z',
  ],
  'America/Havana': ['2026-03-01T05:00:00Z', '2026-03-08T05:00:00Z', '2026-04-01T04:00:00Z'],
  'Asia/Kolkata': ['2026-02-28T18:30:00Z', '2026-03-31T18:30:00Z', '2026-04-30T18:30:00Z'],
};
const ends = {
  'America/New_York': '2026-06-01T03:59:59.999Z',
  'Africa/Cairo': '2026-05-31T20:59:59.999Z',
  'America/Havana': '2026-06-01T03:59:59.999Z',
  'Asia/Kolkata': '2026-05-31T18:29:59.999Z',
};

function life(zone: keyof typeof zones, refunds: boolean): Case {
  const plan = preset('binary-classic', {
    time_zone: zone,
    binary: { cap: { pairs: 1, per: 'day', by_rank: { Bronze: 2 } } },
    ranks: {
      tree: 'placement',
      volume_of: 'month',
      paid_as_by: [{ name: 'Bronze', downline: 2, group_volume: '600.00' }],
    },
  });
  const places = [null, [1, 0], [1, 1], [2, 0], [2, 1]] as ([number, number] | null)[];
  const people = places.map((place, index) => member(index + 1, place, { joinedAt: begin }));
  const taken = refunds ? [sale(900, 2, '-130.00', { refundOf: 100, at: '2026-04-12T10:00:00Z' })] : [];
  const more = [
    sale(800, 4, '250.00', { at: '2026-03-03T10:00:00Z' }),
    sale(801, 5, '210.00', { at: '2026-04-03T10:00:00Z' }),
  ];
  const sales = [...around(zones[zone]), ...more, ...taken];
  return liveable({ plan, taxRules, members: people, sales, asOf: ends[zone] }, begin);
}

const months = ({ id }: Program) =>
  asOwner(
    `SELECT month, status, totals -> 'lines' AS lines, totals -> 'pairs' AS pairs, totals -> 'ranks' AS ranks, totals -> 'sold' AS sold
     FROM periods JOIN commission_runs USING (run_id) WHERE periods.program_id = $1 ORDER BY month`,
    [id],
  );

const closings = ({ id }: Program) =>
  asOwner<{ month: string }>(
    `SELECT month FROM commission_runs AS run JOIN periods ON periods.id = run.period_id
     WHERE run.program_id = $1 AND run.kind = 'period' ORDER BY run.run_id`,
    [id],
  );

describe('months that close late, one after the other,', () => {
  test.each(Object.keys(zones) as (keyof typeof zones)[])(
    'come to what they come to in time, with sales about the midnights of %s',
    async (zone) => {
      const inTime = life(zone, false);
      const late = life(zone, false);
      const [first, second] = [await live(inTime, []), await liveAtOnce(late)];
      expect(await months(second)).toEqual(await months(first));
      expect((await closings(second)).map(({ month }) => month)).toEqual(['2026-02', '2026-03', '2026-04', '2026-05']);
      expect(await toldByDatabase(first)).toEqual(toldBySimulator(simulateCase(inTime), inTime.plan));
      expect(await toldByDatabase(second)).toEqual(toldBySimulator(simulateCase(late), late.plan));
      expect(await brokenBooks()).toEqual([]);
    },
  );

  test('undo on their own day the pairs that a refund of that time took the volume from', async () => {
    const input = life('America/New_York', true);
    const program = await liveAtOnce(input);
    expect(await toldByDatabase(program)).toEqual(toldBySimulator(simulateCase(input), input.plan));
  });
});
