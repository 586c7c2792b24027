import { commissionChecks } from './commissions/books.js';
import { ledgerChecks, outboxChecks, tamperChecks } from './ledger/books.js';
import type { Check } from './ledger/check.js';
import { runChecks } from './ledger/run-checks.js';
import type { CheckResult } from './ledger/run-checks.js';
import { networkChecks } from './network/checks.js';
import { payoutChecks } from './payouts/books.js';

/** Everything that must hold, feature by feature. */
const checks: readonly Check[] = [
  ...ledgerChecks,
  ...tamperChecks,
  ...networkChecks,
  ...commissionChecks,
  ...payoutChecks,
  ...outboxChecks,
];

/** Whether the books balance: for the command line, the panel's page and the nightly job. */
export const runBooks = (): Promise<CheckResult[]> => runChecks(checks);
