import type { Town } from './close-town.js';
import type { Throwaway } from './throwaway.js';

const sample = 100;

/** What walking to every ancestor of every sale by the ORM would take, from a small sample of the sales. */
export async function naiveSeconds(place: Throwaway, { program }: Town, sales: number): Promise<number> {
  const { seconds } = await place.measure<{ seconds: number }>('close-walk.js', [program, sample]);
  return (seconds * sales) / sample;
}
