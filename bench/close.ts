import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lineColumns } from '../src/commissions/runs/write/line-writer.js';
import { dayColumns } from '../src/commissions/runs/write/write-days.js';
import { memberColumns } from '../src/commissions/runs/write/write-members.js';
import type { Computing } from './close-compute.js';
import { postingRatio } from './close-posting.js';
import type { PostingRatio } from './close-posting.js';
import { makeTown, shapes } from './close-town.js';
import type { Shape, Town } from './close-town.js';
import { naiveWays } from './close-naive.js';
import type { NaiveWays } from './close-naive.js';
import type { WholeClose } from './close-whole.js';
import { throwaway } from './throwaway.js';
import type { Throwaway } from './throwaway.js';
import { median, report, round } from './verdict.js';

// How long a month's close takes from the claim to its review, against a process that only moves the same bytes.
//   npm run bench -- close [--members 1000000] [--sales 1000000] [--shape balanced|power-leg|outer-leg] [--quick]

interface Size {
  people: number;
  orders: number;
}

interface Asked extends Size {
  shape: Shape;
  quick: boolean;
  rounds: number;
}

interface Floor {
  seconds: number;
  read_seconds: number;
  cpu_seconds: number;
}

interface Round {
  run: Computing;
  floor: Floor;
}

const written = { run_lines: lineColumns, run_days: dayColumns, run_members: memberColumns } as const;
const tableNames = Object.keys(written) as (keyof typeof written)[];
const tables = tableNames.map((name) => `${name}=${written[name].join(',')}`).join(';');

export async function run(args: readonly string[]): Promise<number> {
  const asked = read(args);
  const place = await throwaway();
  const folder = mkdtempSync(join(tmpdir(), 'upline-bench-bytes-'));
  chmodSync(folder, 0o711);
  try {
    const whole = await wholeClose(place, asked);
    const town = await makeTown(place, asked);
    const rounds: Round[] = [];
    while (rounds.length < asked.rounds)
      rounds.push(await oneRound(place, town, { folder, isFirst: rounds.length === 0 }));
    const posting = await postingRatio(place, rounds.at(-1)?.run.runId ?? 0, asked.quick);
    const naive = await naiveWays(place, town, asked);
    return verdict(rounds, asked, {
      posting,
      naive,
      whole,
      written_mb: tableNames.map((name) => megabytes(join(folder, name))),
    });
  } finally {
    await place.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(args: readonly string[]): Asked {
  const options = {
    members: { type: 'string' },
    sales: { type: 'string' },
    shape: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  const quick = values.quick ?? false;
  const usual = quick ? 30_000 : 1_000_000;
  const shape = shapes.find((name) => name === (values.shape ?? 'balanced'));
  if (!shape) throw new Error(`A shape is one of: ${shapes.join(', ')}`);
  const [people, orders] = [Number(values.members ?? usual), Number(values.sales ?? usual)];
  return { people, orders, shape, quick, rounds: Number(values.rounds ?? (quick ? 1 : 5)) };
}

/** The run is taken back after each round, but for the last one's, whose lines are posted. */
async function oneRound(
  place: Throwaway,
  town: Town,
  { folder, isFirst }: { folder: string; isFirst: boolean },
): Promise<Round> {
  if (!isFirst) await forgetRuns(place);
  await place.ask('CHECKPOINT');
  const run = await place.measure<Computing>('close-compute.js', [town.program, town.month]);
  if (isFirst) await place.measure('close-dump.js', [run.runId, folder, tables]);
  for (const name of tableNames) {
    await place.ask(`DROP TABLE IF EXISTS floor_${name}`);
    await place.ask(`CREATE TABLE floor_${name} (LIKE ${name})`);
    await place.ask(`GRANT INSERT ON floor_${name} TO app`);
  }
  await place.ask('CHECKPOINT');
  return { run, floor: await place.measure<Floor>('close-floor.js', [run.runId, folder, tables]) };
}

async function forgetRuns({ ask }: Throwaway): Promise<void> {
  const open = await ask<{ run_id: string }>('SELECT run_id FROM commission_runs WHERE is_open');
  await ask(`UPDATE runs SET status = 'cancelled' WHERE status = 'review'`);
  for (const { run_id: runId } of open) {
    for (const name of tableNames) await ask(`DROP TABLE IF EXISTS ${name}_${runId}`);
  }
}

const megabytes = (path: string): number => Math.round(statSync(path).size / 2 ** 20);

/** Before anything else, so that no other run waits: a smaller town from the request to the last posting, everything credited. */
async function wholeClose(place: Throwaway, { shape, quick }: Asked): Promise<WholeClose & Size> {
  const size = quick ? { people: 5000, orders: 2500 } : { people: 100_000, orders: 50_000 };
  const { program, month } = await makeTown(place, { shape, ...size });
  await place.ask('CHECKPOINT');
  return { ...size, ...(await place.measure<WholeClose>('close-whole.js', [program, month])) };
}

interface More {
  posting: PostingRatio;
  naive: NaiveWays;
  whole: WholeClose & Size;
  written_mb: number[];
}

function verdict(rounds: readonly Round[], asked: Asked, { posting, naive, whole, written_mb }: More): number {
  const first = rounds[0]?.run;
  const shares = rounds.map(({ run: { parts, seconds } }) => (parts['engine'] ?? 0) / seconds);
  return report({
    bench: 'close',
    ratios: rounds.map(({ run, floor }) => run.seconds / floor.seconds),
    target: 1.6,
    better: 'lower',
    reference: rounds.map(({ floor }) => floor.seconds),
    quick: asked.quick,
    detail: {
      members: asked.people,
      sales: asked.orders,
      shape: asked.shape,
      seconds: rounds.map(({ run }) => round(run.seconds)),
      floor_seconds: rounds.map(({ floor }) => [round(floor.read_seconds), round(floor.seconds)]),
      // Of the process that is measured; what the database works comes on top in both.
      cpu_seconds: rounds.map(({ run, floor }) => [round(run.cpu_seconds), round(floor.cpu_seconds)]),
      parts: rounds.map(({ run: { parts } }) =>
        Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, round(part)])),
      ),
      compute_share: { share: round(median(shares)), target: 0.1 },
      peak_mb: { peak: Math.max(...rounds.map(({ run }) => Math.round(run.peak_mb))), target: 500 },
      written_mb,
      same_certificate: rounds.every(
        ({ run }) => JSON.stringify(run.certificate) === JSON.stringify(first?.certificate),
      ),
      totals: first?.totals,
      posting,
      whole_close: { ...whole, seconds: round(whole.seconds), review_seconds: round(whole.review_seconds), target: 15 },
      naive,
    },
  });
}
