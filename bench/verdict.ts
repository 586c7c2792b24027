import { cpus, totalmem } from 'node:os';

/** A ratio measured once a round, and what it must not exceed, or must reach. */
export interface Measured {
  bench: string;
  ratios: readonly number[];
  target: number;
  better: 'lower' | 'higher';
  /** What the reference itself took or did in each round. */
  reference: readonly number[];
  detail: Record<string, unknown>;
  quick: boolean;
}

/** A reference that varies more than this says nothing. */
const most_noise = 1.5;

/** Prints the one JSON line; returns the exit code: 0 reached, 1 missed, 3 inconclusive. */
export function report({ bench, ratios, target, better, reference, detail, quick }: Measured): number {
  const ratio = median(ratios);
  const noise = Math.max(...reference) / Math.min(...reference);
  const reached = better === 'lower' ? ratio <= target : ratio >= target;
  const verdict = quick ? {} : { verdict: noise > most_noise ? 'inconclusive' : reached ? 'reached' : 'missed' };
  const line = { bench, ratio: round(ratio), target, min: round(Math.min(...ratios)), max: round(Math.max(...ratios)) };
  const all = { ...line, noise: round(noise), ...(quick ? { quick } : {}), ...verdict, detail: { machine, ...detail } };
  process.stdout.write(`${JSON.stringify(all)}\n`);
  if (quick) return 0;
  return noise > most_noise ? 3 : reached ? 0 : 1;
}

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memory_gb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};

export const median = (values: readonly number[]): number => percentile(values, 50);

/** The value below which that share of all lies. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

export const round = (value: number): number => Number(value.toPrecision(4));
