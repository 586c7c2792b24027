import { networkChecks } from '../src/network/checks.js';
import { makeTree } from './placement-trees.js';
import type { MadeTree } from './placement-trees.js';
import { throwaway } from './throwaway.js';
import type { Throwaway } from './throwaway.js';
import { median, percentile, report, round } from './verdict.js';

// How long a join takes in a tree of a million against one of ten thousand, against a search, and in a deep one.

const full = { small: 10_000, large: 1_000_000, deep: 100_000, joins: 1000, searches: 1, rounds: 5 };
const little = { small: 1000, large: 20_000, deep: 5000, joins: 50, searches: 1, rounds: 1 };

interface Round {
  small: number[];
  large: number[];
  root: number[];
  search: number[];
  deep: number[];
}

export async function run(args: readonly string[]): Promise<number> {
  const quick = args.includes('--quick');
  const size = quick ? little : full;
  const place = await throwaway();
  try {
    const small = await makeTree(place, 'small', 'balanced', size.small);
    const large = await makeTree(place, 'large', 'balanced', size.large);
    const deep = await makeTree(place, 'deep', 'left-leg', size.deep);
    await place.ask('VACUUM ANALYZE');
    const rounds: Round[] = [];
    while (rounds.length < size.rounds) rounds.push(await oneRound(place, { small, large, deep }, size, rounds.length));
    await refuseBroken(place);
    return verdict(rounds, quick, size);
  } finally {
    await place.remove();
  }
}

async function oneRound(
  place: Throwaway,
  trees: Record<'small' | 'large' | 'deep', MadeTree>,
  { joins, searches }: typeof full,
  number: number,
): Promise<Round> {
  const measure = async (way: string, { program, first, members }: MadeTree, count: number) => {
    await place.ask('CHECKPOINT');
    return place.measure<number[]>('placement-joins.js', [way, program, first, members, count, number]);
  };
  return {
    small: await measure('random', trees.small, joins),
    large: await measure('random', trees.large, joins),
    root: await measure('root', trees.large, joins),
    search: await measure('search', trees.large, searches),
    deep: await measure('deep', trees.deep, joins),
  };
}

/** A fast join that left a wrong tree behind would be worth nothing. */
async function refuseBroken({ ask }: Throwaway): Promise<void> {
  for (const { name, breaches } of networkChecks) {
    if ((await ask(breaches)).length > 0) throw new Error(`The check ${name} fails after the bench.`);
  }
}

function verdict(rounds: readonly Round[], quick: boolean, size: typeof full): number {
  const p50 = (key: keyof Round) => rounds.map((round) => median(round[key]));
  const p99 = (key: keyof Round) => rounds.map((round) => round[key]).map((times) => percentile(times, 99));
  const faster = rounds.map(({ search, root }) => median(search) / median(root));
  return report({
    bench: 'placement',
    ratios: rounds.map(({ small, large }) => median(large) / median(small)),
    target: 1.5,
    better: 'lower',
    reference: p50('small'),
    quick,
    detail: {
      size,
      p50_ms: { small: p50('small').map(round), large: p50('large').map(round), root: p50('root').map(round) },
      search: { ms: p50('search').map(round), times_faster: round(median(faster)), target: 1000 },
      // What a join waits for the machine shows in the small tree too: depth is what goes beyond that.
      deep: { p99_ms: p99('deep').map(round), small_p99_ms: p99('small').map(round), target_ms: 50 },
    },
  });
}
