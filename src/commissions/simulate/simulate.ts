import type { TaxRule } from '../../compliance/withholding.js';
import type { Plan } from '../../programs/plan-document.js';
import { lintPlan } from '../../programs/plan-lint.js';
import type { PlanWarning } from '../../programs/plan-warning.js';
import { dayAt } from '../engine/calendar.js';
import { certifyInputs } from '../engine/certificate.js';
import { volumeStart } from '../engine/closing.js';
import { measure, ownVolumes } from '../engine/measures.js';
import { networkAt } from '../engine/network.js';
import { replay } from '../engine/replay.js';
import { TooLarge } from '../engine/too-large.js';
import { FileRefused } from './file-refused.js';
import { intoFolder } from './into-folder.js';
import { writeLegs } from './legs-file.js';
import { writeLines } from './lines-file.js';
import { readMembers } from './members-file.js';
import { writeRanks } from './ranks-file.js';
import { firstOverRefund, salesAt } from './sales-at.js';
import { readSales } from './sales-file.js';
import { totalsOf } from './totals.js';
import type { Totals } from './totals.js';

export interface Simulation {
  plan: Plan;
  taxRules: readonly TaxRule[];
  /** Paths of members.csv and sales.csv. */
  members: string;
  sales: string;
  /** Microseconds since 1970; what comes later does not exist. */
  asOf: number;
  /** The folder that lines.csv, legs.csv and ranks.csv are written to. */
  out: string;
}

/** The sha256 of all inputs, whatever the order of rows, and of each file that was written. */
export interface Certificate {
  inputs: string;
  lines: string;
  legs: string;
  ranks: string;
}

export interface Simulated {
  totals: Totals;
  /** What the plan's owner should know; none of it changes what is computed. */
  warnings: Pick<PlanWarning, 'code' | 'path' | 'message'>[];
  certificate: Certificate;
}

/** Replays a plan over a network in files and writes what everyone gets; nothing is written when a file is refused. */
export function simulate({ plan, taxRules, members, sales: salesPath, asOf, out }: Simulation): Simulated {
  const everyone = readMembers(members);
  const file = readSales(salesPath, everyone);
  const network = networkAt(everyone, asOf);
  const sales = salesAt(file.sales, { from: everyone, to: network, moment: asOf });
  const overRefund = firstOverRefund(sales);
  if (overRefund !== undefined) {
    const line = file.lines[file.sales.ids.indexOf(sales.ids[overRefund] ?? 0)] ?? 0;
    throw new FileRefused(salesPath, line, 'refunds more than is left of the sale');
  }
  const result = refusedIn(salesPath, () => replay({ plan, taxRules, network, sales, cutoff: asOf, treesHold: true }));
  const own = ownVolumes(sales, network.ids.length, volumeStart(plan, dayAt(asOf, plan.time_zone).label), asOf + 1);
  const measures = measure(network, plan.ranks?.tree ?? 'placement', own, asOf);

  // Only once everything is computed: a refused simulation leaves nothing behind.
  const certificate = intoFolder(out, ['lines.csv', 'legs.csv', 'ranks.csv'], (path) => ({
    inputs: certifyInputs(
      { plan, taxRules: taxRules.filter(({ key }) => plan.withholding.includes(key)), asOf },
      network,
      sales,
    ),
    lines: writeLines(path('lines.csv'), result.lines, { network, sales }),
    legs: writeLegs(path('legs.csv'), network, plan.binary, result.balances),
    ranks: writeRanks(path('ranks.csv'), network, measures, plan.ranks),
  }));
  return {
    totals: { members: network.ids.length, ...totalsOf(result, sales, plan.binary) },
    warnings: lintPlan(plan).map(({ code, path, message }) => ({ code, path, message })),
    certificate,
  };
}

/** What cannot be counted is refused in the name of the file that it comes from. */
function refusedIn<R>(path: string, compute: () => R): R {
  try {
    return compute();
  } catch (fault) {
    throw fault instanceof TooLarge ? new FileRefused(path, null, fault.message) : fault;
  }
}
