import type { ResourceWithOptions } from 'adminjs';
import { leads } from './resources/leads.js';
import { leadEvents } from './resources/lead-events.js';
import { deletedLeads } from './resources/deleted-leads.js';
import { imports } from './resources/imports.js';
import { notifications } from './resources/notifications.js';
import { prospects } from './resources/prospects.js';
import { orders } from './resources/orders.js';
import { sales } from './resources/sales.js';
import { payments } from './resources/payments.js';
import { refunds } from './resources/refunds.js';
import { parkedFacts } from './resources/parked-facts.js';
import { users } from './resources/users.js';
import { ownAccount } from './resources/own-account.js';
import { teams } from './resources/teams.js';
import { teamMembers } from './resources/team-members.js';
import { members } from './resources/members.js';
import { distributorApplications } from './resources/distributor-applications.js';
import { holdingTank } from './resources/holding-tank.js';
import { positions } from './resources/positions.js';
import { ranks } from './resources/ranks.js';
import { rankHistory } from './resources/rank-history.js';
import { commissions } from './resources/commissions.js';
import { payouts } from './resources/payouts.js';
import { payoutBatches } from './resources/payout-batches.js';
import { bankAccounts } from './resources/bank-accounts.js';
import { kycCases } from './resources/kyc-cases.js';
import { fraudFlags } from './resources/fraud-flags.js';
import { periods } from './resources/periods.js';
import { accounts } from './resources/accounts.js';
import { postings } from './resources/postings.js';
import { holds } from './resources/holds.js';
import { links } from './resources/links.js';
import { campaigns } from './resources/campaigns.js';
import { clicks } from './resources/clicks.js';
import { referralTokens } from './resources/referral-tokens.js';
import { postbackSources } from './resources/postback-sources.js';
import { postbacks } from './resources/postbacks.js';
import { programs } from './resources/programs.js';
import { plans } from './resources/plans.js';
import { products } from './resources/products.js';
import { stages } from './resources/stages.js';
import { substages } from './resources/substages.js';
import { dispositions } from './resources/dispositions.js';
import { assignmentRules } from './resources/assignment-rules.js';
import { doNotCall } from './resources/do-not-call.js';
import { taxRules } from './resources/tax-rules.js';
import { apiKeys } from './resources/api-keys.js';
import { runs } from './resources/runs.js';
import { commandLog } from './resources/command-log.js';
import { outbox } from './resources/outbox.js';

/** Work, sales, people and the network. */
const first = (): ResourceWithOptions[] => [
  leads,
  leadEvents,
  deletedLeads,
  imports,
  notifications,
  prospects,
  orders,
  sales,
  payments,
  refunds,
  parkedFacts,
  users,
  ownAccount,
  teams,
  teamMembers,
  members,
  distributorApplications,
  holdingTank,
  positions,
  ranks,
  rankHistory,
];

/** Money, tracking, settings and the system. */
const second = (): ResourceWithOptions[] => [
  commissions,
  payouts,
  payoutBatches,
  bankAccounts,
  kycCases,
  fraudFlags,
  periods,
  accounts,
  postings,
  holds,
  links,
  campaigns,
  clicks,
  referralTokens,
  postbackSources,
  postbacks,
  programs,
  plans,
  products,
  stages,
  substages,
  dispositions,
  assignmentRules,
  doNotCall,
  taxRules,
  apiKeys,
  runs,
  commandLog,
  outbox,
];

/** Every table a person can open; the imports' order is the navigation's within its groups. */
export const resources = (): ResourceWithOptions[] => [...first(), ...second()];
