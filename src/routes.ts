import type { RouteGroup } from './http/route.js';
import { auth } from './users/auth-routes.js';
import { keyRoutes } from './users/key-routes.js';
import { users } from './users/routes.js';
import { teamRoutes } from './users/team-routes.js';
import { explanations } from './commissions/explain/routes.js';
import { commissions } from './commissions/routes.js';
import { commissionRunRoutes } from './commissions/runs/routes.js';
import { planRoutes } from './commissions/trials/routes.js';
import { kyc } from './compliance/routes.js';
import { postbackRoutes } from './orders/postback-routes.js';
import { orderRoutes } from './orders/routes.js';
import { saleRoutes } from './orders/sale-routes.js';
import { runRoutes } from './jobs/routes.js';
import { callDesk } from './leads/desk-routes.js';
import { leads } from './leads/routes.js';
import { network } from './network/routes.js';
import { treeRoutes } from './network/tree-routes.js';
import { payoutBatches } from './payouts/batch-routes.js';
import { payouts, wallets } from './payouts/routes.js';
import { programRoutes } from './programs/routes.js';
import { signUps } from './signup/routes.js';
import { reports } from './reports/routes.js';
import { pixels } from './tracking/pixel.js';
import { prospectRoutes } from './tracking/prospect-routes.js';
import { portal } from './portal/routes.js';
import { redirects } from './tracking/redirect.js';
import { referralRoutes } from './tracking/routes.js';

/** Every door to HTTP but the panel's; a line per group. */
export const groups: readonly RouteGroup[] = [
  auth,
  users,
  teamRoutes,
  keyRoutes,
  programRoutes,
  planRoutes,
  network,
  treeRoutes,
  signUps,
  commissions,
  explanations,
  kyc,
  payouts,
  payoutBatches,
  wallets,
  ...portal,
  redirects,
  pixels,
  prospectRoutes,
  referralRoutes,
  orderRoutes,
  saleRoutes,
  postbackRoutes,
  leads,
  callDesk,
  runRoutes,
  commissionRunRoutes,
  reports,
];
