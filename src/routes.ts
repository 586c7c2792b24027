import type { RouteGroup } from './http/route.js';
import { auth } from './users/auth-routes.js';
import { keyRoutes } from './users/key-routes.js';
import { users } from './users/routes.js';
import { teamRoutes } from './users/team-routes.js';
import { kyc } from './compliance/routes.js';
import { payoutBatches } from './payouts/batch-routes.js';
import { payouts, wallets } from './payouts/routes.js';

/** Every door to HTTP but the panel's; a line per group. */
export const groups: readonly RouteGroup[] = [auth, users, teamRoutes, keyRoutes, kyc, payouts, payoutBatches, wallets];
