import { int } from './columns.js';
import type { Network } from './network.js';
import type { Standing } from './people.js';

/** Why a member may never form pairs in a computation, whatever the legs hold; null for nothing. */
export const bars = [null, 'inactive', 'not_distributor'] as const;

/** Position -> why its member is barred, as a place among `bars`. */
export const barsOf = ({ placement }: Network, standing: Standing): Uint8Array =>
  new Uint8Array(placement.inner).map((_, at) => bars.indexOf(barOf(int(placement.order, at), standing)));

function barOf(member: number, standing: Standing): (typeof bars)[number] {
  if (!standing.isActive(member)) return 'inactive';
  return standing.isDistributor(member) ? null : 'not_distributor';
}
