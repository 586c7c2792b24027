import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fromRoot } from '../../../config/paths.js';
import { parseTaxRules } from '../../compliance/tax-rule-document.js';
import type { TaxRule } from '../../compliance/withholding.js';
import { Invalid } from '../../core/errors.js';
import { parsePlan } from '../../programs/plan-document.js';
import type { Plan } from '../../programs/plan-document.js';
import { fieldOf } from './field.js';
import { FieldRefused, readInstant } from './fields.js';
import { FileRefused } from './file-refused.js';
import { simulate } from './simulate.js';
import type { Simulated } from './simulate.js';

const usage =
  'npm run simulate -- --plan plan.json --members members.csv --sales sales.csv --as-of 2026-11-30T23:59:59Z --out DIR';

const taxRulesFile = fromRoot('config', 'tax-rules.json');

class ArgumentsRefused extends Error {}

/** Whether a fault is the caller's to mend: bad arguments, or a file that cannot be used. */
export const isRefusal = (fault: unknown): fault is Error =>
  fault instanceof FileRefused || fault instanceof ArgumentsRefused;

/** Runs a simulation from command-line arguments; throws a refusal that says what to mend. */
export function runSimulation(args: string[]): Simulated {
  const { plan: planFile, members, sales, asOf, out } = readArguments(args);
  const taxRules = readDocument(taxRulesFile, parseTaxRules);
  const plan = readDocument(planFile, parsePlan);
  refuseUnknownTaxRules(plan, taxRules, planFile);
  return simulate({ plan, taxRules, members, sales, asOf, out });
}

function readArguments(args: string[]) {
  const { plan, members, sales, 'as-of': asOf, out } = parseOptions(args);
  if (!plan || !members || !sales || !asOf || !out) throw new ArgumentsRefused(usage);
  try {
    return { plan, members, sales, out, asOf: readInstant('--as-of', fieldOf(asOf)) };
  } catch (fault) {
    throw fault instanceof FieldRefused ? new ArgumentsRefused(`${fault.message}\n${usage}`) : fault;
  }
}

function parseOptions(args: string[]) {
  const option = { type: 'string' } as const;
  const options = { plan: option, members: option, sales: option, 'as-of': option, out: option };
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (fault) {
    if (!codeOf(fault).startsWith('ERR_PARSE_ARGS')) throw fault;
    throw new ArgumentsRefused(`${(fault as Error).message}\n${usage}`);
  }
}

/** The code that Node gives its own errors; empty for any other fault. */
function codeOf(fault: unknown): string {
  const { code = '' } = fault as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Reads a JSON document; what is wrong in it is refused with its path. */
function readDocument<T>(path: string, read: (document: unknown) => T): T {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')));
  } catch (fault) {
    if (fault instanceof Invalid) throw new FileRefused(path, null, fault.message);
    if (fault instanceof SyntaxError) throw new FileRefused(path, null, `is not JSON: ${fault.message}`);
    if (codeOf(fault)) throw new FileRefused(path, null, 'cannot be read');
    throw fault;
  }
}

function refuseUnknownTaxRules({ withholding }: Plan, taxRules: readonly TaxRule[], path: string): void {
  const place = withholding.findIndex((key) => !taxRules.some((rule) => rule.key === key));
  if (place < 0) return;
  throw new FileRefused(
    path,
    null,
    `withholding.${place}: there is no tax rule "${withholding[place] ?? ''}" in ${taxRulesFile}`,
  );
}
