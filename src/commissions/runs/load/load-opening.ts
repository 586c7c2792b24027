import type { Client } from 'pg';
import { businessDay } from '../../../core/period.js';
import { windowOf } from '../../engine/calendar.js';
import type { Network } from '../../engine/network.js';
import { copyOut } from '../copy/copy-out.js';
import { none } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import { openingSql } from './sources.js';
import type { RunPlace } from './sources.js';

/** What members bring into a run, as columns by member. */
export interface OpeningState {
  carryLeft: BigInt64Array;
  carryRight: BigInt64Array;
  pairs: Float64Array;
  /** The cap window in which pairs were last counted, and how many. */
  windowKey: Int32Array;
  windowPairs: Float64Array;
  binaryActive: Uint8Array;
  ages: Map<number, readonly bigint[]>;
}

export const emptyOpening = (size: number): OpeningState => ({
  carryLeft: new BigInt64Array(size),
  carryRight: new BigInt64Array(size),
  pairs: new Float64Array(size),
  windowKey: new Int32Array(size),
  windowPairs: new Float64Array(size),
  binaryActive: new Uint8Array(size),
  ages: new Map(),
});

/** The legs as the last run left them; for a posted run, as it found them. */
export async function loadOpening(
  client: Client,
  scope: RunScope,
  { network, since }: { network: Network; since: readonly RunPlace[] },
): Promise<OpeningState> {
  const state = emptyOpening(network.ids.length);
  await copyOut(client, openingSql(scope, since), (fields) => {
    const member = network.indexOf(fields.id());
    if (member === none) return;
    state.carryLeft[member] = fields.minor();
    state.carryRight[member] = fields.minor();
    state.pairs[member] = fields.id();
    state.windowKey[member] = fields.integer();
    state.windowPairs[member] = fields.integer();
    state.binaryActive[member] = fields.flag() ? 1 : 0;
    const ages = fields.minors();
    if (ages) state.ages.set(member, ages);
  });
  return state;
}

/**
 * Pairs counted in the cap window that holds a moment; those of other windows no longer matter. For life all pairs count,
 * also those of an earlier version that counted them by the month or day.
 */
export function windowPairsAt(opening: OpeningState, scope: RunScope, moment: number): Float64Array {
  const { windowKey, windowPairs, pairs } = opening;
  const { binary, time_zone: zone } = scope.plan.document;
  const per = binary?.cap?.per ?? 'lifetime';
  if (per === 'lifetime') return pairs;
  const day = Date.parse(businessDay(new Date(Math.floor(moment / 1000)), zone)) / 86_400_000;
  const window = windowOf(day, per);
  return windowPairs.map((counted, member) => (windowKey[member] === window ? counted : 0));
}
