import type { Client } from 'pg';
import type { Network } from '../../engine/network.js';
import { never } from '../../engine/network.js';
import { microseconds } from '../../engine/calendar.js';
import { copyOut } from '../copy/copy-out.js';
import { none } from '../copy/fields.js';
import { firstMoment } from '../run-scope.js';
import type { RunScope } from '../run-scope.js';
import { unitsSql } from './sources.js';

/** A unit that comes into the legs above a member, or leaves them (-1). */
export interface Unit {
  member: number;
  units: number;
  at: number;
}

export interface LoadedUnits {
  /** When each member's activation counts; `never` for who is not activated at the end. */
  activatedAt: Float64Array;
  /** What else came and went in this time. */
  units: Unit[];
}

/**
 * Activations by the moments they count at. The last one that stands is the member's own; those that were taken back
 * since, and the taking back, are units of their own.
 */
export async function loadUnits(client: Client, scope: RunScope, network: Network): Promise<LoadedUnits> {
  const until = microseconds(scope.until);
  const from = microseconds(firstMoment(scope));
  const activatedAt = network.activatedAt.map((at) => (at < until ? at : never));
  const heard = new Map<number, Unit[]>();
  await copyOut(client, unitsSql(scope), (fields) => {
    const member = network.indexOf(fields.id());
    if (member === none) return;
    const unit = { member, units: fields.integer(), at: fields.moment() };
    heard.set(member, [...(heard.get(member) ?? []), unit]);
  });
  const units: Unit[] = [];
  for (const [member, all] of heard) {
    const inTime = all.filter(({ at }) => at < until);
    const last = inTime.at(-1);
    const stands = last?.units === 1;
    activatedAt[member] = stands ? last.at : never;
    units.push(...inTime.slice(0, stands ? -1 : undefined).filter(({ at }) => at >= from));
  }
  return { activatedAt, units };
}
