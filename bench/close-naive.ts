import type { Town } from './close-town.js';
import type { Throwaway } from './throwaway.js';
import { round } from './verdict.js';

/** What ways that are often seen would take for the legs alone, each extrapolated from a small sample of the sales. */
export interface NaiveWays {
  sample: number;
  orm_walk_seconds: number;
  recursive_cte_seconds: number;
}

/** Every ancestor of every sale, read by the ORM one by one; and by one recursive query for each sale. */
export async function naiveWays(
  place: Throwaway,
  { program }: Town,
  { orders, quick }: { orders: number; quick: boolean },
): Promise<NaiveWays> {
  const sample = quick ? 10 : 100;
  const seconds = async (way: string): Promise<number> => {
    const taken = await place.measure<{ seconds: number }>('close-walk.js', [way, program, sample]);
    return round((taken.seconds * orders) / sample);
  };
  return { sample, orm_walk_seconds: await seconds('rows'), recursive_cte_seconds: await seconds('query') };
}
