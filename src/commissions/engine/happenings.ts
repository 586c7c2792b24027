import type { Plan } from '../../programs/plan-document.js';
import type { Accrual } from './accrual.js';
import { Chronology } from './chronology.js';
import type { Stream } from './chronology.js';
import { real } from './columns.js';
import { never } from './network.js';
import { asTheyStand, orderBy } from './order.js';
import type { ReplayInput } from './replay.js';

/** Everything that happens to a network, in order of time; only what pays or counts under the plan. */
export function happenings(input: ReplayInput, accrual: Accrual, others: readonly Stream[]): Chronology {
  const { plan, from = -Infinity } = input;
  if (plan.binary?.activation) accrual.countDirects(activatedBefore(input, from));
  const streams = [
    ...(readsJoins(plan) ? [joins(input, accrual)] : []),
    ...(readsActivations(plan) ? [activations(input, accrual)] : []),
    sales(input, accrual),
    ...others,
  ];
  return new Chronology(streams, from);
}

/** The first moment at which anything happened; Infinity where nothing ever did. */
export function firstMoment({ network, sales: { at } }: ReplayInput): number {
  const earlier = (first: number, moment: number): number => (moment < first ? moment : first);
  return [network.joinedAt, network.activatedAt, at].map((moments) => moments.reduce(earlier, never)).reduce(earlier);
}

const readsJoins = ({ referral, levels }: Plan): boolean =>
  referral !== undefined || (levels?.on.includes('referral') ?? false);

const readsActivations = ({ referral, binary }: Plan): boolean =>
  [referral, binary?.activation, binary?.inactive_limit].some((part) => part !== undefined) ||
  binary?.unit === 'members';

function joins({ network: { joinedAt } }: ReplayInput, accrual: Accrual): Stream {
  return { order: orderBy(joinedAt), at: joinedAt, happen: (member) => accrual.join(member) };
}

/** Members who never were activated have no moment to be put in order by. */
function activations({ network: { activatedAt } }: ReplayInput, accrual: Accrual): Stream {
  const activated = asTheyStand(activatedAt.length).filter((member) => activatedAt[member] !== never);
  return { order: orderBy(activatedAt, activated), at: activatedAt, happen: (member) => accrual.activate(member) };
}

function sales({ sales: { ids, at } }: ReplayInput, accrual: Accrual): Stream {
  const order = areInTime(at, ids) ? asTheyStand(at.length) : orderBy(at, orderBy(ids));
  return { order, at, happen: (sale) => accrual.sell(sale) };
}

/** Whether rows lie in order of their moments, and of their ids within one. */
function areInTime(at: Float64Array, ids: Float64Array): boolean {
  for (let row = 1; row < at.length; row++) {
    const since = real(at, row) - real(at, row - 1);
    if (since < 0 || (since === 0 && real(ids, row) < real(ids, row - 1))) return false;
  }
  return true;
}

const activatedBefore = ({ network: { activatedAt } }: ReplayInput, moment: number): Uint32Array =>
  asTheyStand(activatedAt.length).filter((member) => real(activatedAt, member) < moment);
