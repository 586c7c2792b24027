import type { Plan } from '../../programs/plan-document.js';

/** The sponsor of a member who was activated, at the later of activation and placement. */
export interface SponsorFacts {
  active: boolean;
  distributor: boolean;
  /** The member stands below the sponsor in the placement tree. */
  memberBelow: boolean;
}

/** The bonus for an activated member; it lapses where the sponsor may not earn it. */
export function referralAmount({ referral }: Pick<Plan, 'referral'>, sponsor: SponsorFacts): bigint {
  const earns = sponsor.active && sponsor.distributor && sponsor.memberBelow;
  return referral && earns ? referral.amount : 0n;
}
