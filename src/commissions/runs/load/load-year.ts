import type { Client } from 'pg';
import { businessDay, financialYear } from '../../../core/period.js';
import type { Network } from '../../engine/network.js';
import { yearlyRules } from '../../engine/tax-years.js';
import type { YearTotals } from '../../engine/tax-years.js';
import { copyOut } from '../copy/copy-out.js';
import { none } from '../copy/fields.js';
import type { RunScope } from '../run-scope.js';
import { yearSql } from './credits-sql.js';

/** The financial year of a run; none ends within a month, and no run is longer. */
export const yearOf = ({ from, plan }: RunScope): number => financialYear(businessDay(from, plan.document.time_zone));

/** What everybody was credited and taxed so far in the run's financial year, where pairs are taxed by it. */
export async function loadYear(client: Client, scope: RunScope, network: Network): Promise<YearTotals | undefined> {
  const { withholding, binary } = scope.plan.document;
  const keys = [...new Set(yearlyRules(scope.taxRules, withholding).map(({ key }) => key))];
  if (keys.length === 0 || !binary) return undefined;
  const column = () => new BigInt64Array(network.ids.length);
  const totals = { financialYear: yearOf(scope), gross: column(), taxes: new Map(keys.map((key) => [key, column()])) };
  await copyOut(client, yearSql(scope, totals.financialYear, keys), (fields) => {
    const member = network.indexOf(fields.id());
    if (member === none) return;
    totals.gross[member] = fields.minor();
    for (const taken of totals.taxes.values()) taken[member] = fields.minor();
  });
  return totals;
}
