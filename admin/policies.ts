import { roles } from '../src/core/policy.js';

// Who opens which part of the panel. Which rows they then see is `scope.ts`; what they may do, the commands say.

/** Those who run the house. */
export const office = roles('owner', 'admin');
/** The house and its money. */
export const finance = roles('owner', 'admin', 'funds_coordinator');
export const officeAndLeads = roles('owner', 'admin', 'team_lead');
/** Whoever brings visitors. */
export const traffic = roles('owner', 'admin', 'team_lead', 'buyer');
/** Everybody who works in the panel. */
export const staff = roles('owner', 'admin', 'team_lead', 'buyer', 'telemarketer', 'funds_coordinator');
/** Whoever shares links. */
export const linkMakers = roles('owner', 'admin', 'team_lead', 'buyer', 'telemarketer');
/** Whoever brings or works on leads. */
export const leadWorkers = roles('owner', 'admin', 'team_lead', 'buyer', 'telemarketer');
/** Whoever sits at the call desk. */
export const deskWorkers = roles('team_lead', 'buyer', 'telemarketer');
