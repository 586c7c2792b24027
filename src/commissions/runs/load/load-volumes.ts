import type { Client } from 'pg';
import type { Plan } from '../../../programs/plan-document.js';
import type { Network } from '../../engine/network.js';
import { copyOut } from '../copy/copy-out.js';
import { none } from '../copy/fields.js';
import { firstMoment } from '../run-scope.js';
import type { RunScope } from '../run-scope.js';
import { sqlMoment } from './sources.js';

/** Whether ranks look at volume from before the month of the run. */
export const needsEarlierVolume = ({ ranks }: Plan): boolean =>
  ranks?.volume_of === 'lifetime' &&
  ranks.paid_as_by.some((rank) => rank.personal_volume ?? rank.group_volume ?? rank.largest_leg_max_bp ?? false);

/** Volume of everything that counted before, at the buyer or, where he is no member, at the seller. */
const earlierSql = (scope: RunScope): string => {
  const { programId } = scope;
  const from = sqlMoment(firstMoment(scope));
  return `
  SELECT coalesce(buyer_member_id, seller_member_id), sum(volume)::bigint FROM (
    SELECT buyer_member_id, seller_member_id, volume, coalesce(counted_at, occurred_at) AS at
    FROM sales LEFT JOIN late_facts ON late_facts.program_id = sales.program_id AND fact = 'sale' AND fact_id = sales.id
    WHERE sales.program_id = ${programId} AND status IN ('confirmed', 'refunded')
    UNION ALL
    SELECT buyer_member_id, seller_member_id, -refunds.volume, coalesce(counted_at, refunded_at)
    FROM refunds JOIN sales ON sales.id = sale_id
    LEFT JOIN late_facts ON late_facts.program_id = refunds.program_id AND fact = 'refund' AND fact_id = refunds.id
    WHERE refunds.program_id = ${programId}
  ) AS moved WHERE at < ${from} GROUP BY 1`;
};

/** Each member's own volume before the time of the run; zeros where no rank asks. */
export async function loadEarlierVolume(client: Client, scope: RunScope, network: Network): Promise<BigInt64Array> {
  const volume = new BigInt64Array(network.ids.length);
  if (!needsEarlierVolume(scope.plan.document)) return volume;
  await copyOut(client, earlierSql(scope), (fields) => {
    const id = fields.id();
    const member = id === none ? none : network.indexOf(id);
    if (member !== none) volume[member] = fields.minor();
  });
  return volume;
}
