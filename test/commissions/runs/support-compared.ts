import { parseAmount } from '../../../src/core/money.js';
import type { Program } from '../../../src/programs/program.js';
import { asOwner } from '../../support/database.js';
import type { Outcome } from '../simulate/oracle/files.js';
import type { Plan } from '../../../src/programs/plan-document.js';

/** What a life came to, as sorted rows of text; the same of the database and of the simulator. */
export interface Told {
  events: string[];
  pairs: string[];
  /** What pairs pay in the end, by member. */
  paid: string[];
  legs: string[];
  ranks: string[];
}

const minor = (text = '0'): bigint => (text.startsWith('-') ? -parseAmount(text.slice(1)) : parseAmount(text));

export function toldBySimulator({ lines, legs, ranks }: Outcome, plan: Plan): Told {
  const cells = lines.map((row) => row.split(','));
  const pairs = cells.filter(([, kind]) => kind === 'pair');
  const events = cells.filter(([, kind = '', , , , , , reason]) => isEvent.has(kind) && reason !== 'refund');
  const taken = (kind: string, [to, , , source]: string[]): bigint =>
    -sum(
      cells
        .filter(([other, name, , from]) => other === to && name === kind && from === source)
        .map(([, , , , , , amount]) => minor(amount)),
    );
  const units = (text = '0'): string => (plan.binary?.unit === 'members' ? text : minor(text).toString());
  const sums = new Map<string, bigint>();
  for (const [to = '', , , , , , amount] of pairs) sums.set(to, (sums.get(to) ?? 0n) + minor(amount));
  return {
    events: events
      .map(([to, kind, level, source, , , amount]) => `${to} ${kind}/${level} ${source} ${minor(amount)}`)
      .sort(),
    pairs: pairs
      .map((row) => {
        const [to, , , source, , quantity, amount] = row;
        const off = Number(quantity) > 0 ? `${taken('tax', row)} ${taken('instalment', row)}` : '';
        return `${to} ${source} ${quantity} ${minor(amount)} ${off}`;
      })
      .sort(),
    paid: [...sums]
      .filter(([, amount]) => amount !== 0n)
      .map(([to, amount]) => `${to} ${amount}`)
      .sort(),
    legs: legs
      .map((row) => row.split(','))
      .map(([id, , , , formed, , , , left, right]) => `${id} ${formed} ${units(left)} ${units(right)}`)
      .filter((text) => !text.endsWith(' 0 0 0'))
      .sort(),
    ranks: ranks
      .map((row) => row.split(','))
      .filter(([, rank]) => rank !== '')
      .map(([id, rank]) => `${id} ${rank}`)
      .sort(),
  };
}

const isEvent = new Set(['direct_sale', 'binary_match', 'level', 'referral']);
const sum = (amounts: bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

const eventsSql = `
  SELECT concat(beneficiary_id, ' ', kind, '/', coalesce(level, 0), ' ',
    coalesce('sale:' || sale_id, 'member:' || source_member_id), ' ', amount) AS row
  FROM commissions WHERE program_id = $1 AND kind <> 'pair' AND reverses_id IS NULL`;

// Undone pairs take back what the lines paid that formed them; what was deducted is settled there.
const pairsSql = `
  SELECT concat(line.member_id, ' day:', day, ' ', quantity, ' ', amount, ' ',
    CASE WHEN quantity > 0 THEN concat(coalesce(tax, 0), ' ', coalesce(instalment, 0)) END) AS row
  FROM run_lines AS line JOIN commission_runs AS run ON run.run_id = line.run_id AND run.fence = line.fence
  WHERE program_id = $1 AND line.kind = 'pair'`;

const paidSql = `
  SELECT concat(beneficiary_id, ' ', sum(amount - reversed_amount)) AS row FROM commissions
  WHERE program_id = $1 AND kind = 'pair' GROUP BY beneficiary_id HAVING sum(amount - reversed_amount) <> 0`;

const legsSql = `
  SELECT concat(member_id, ' ', pairs, ' ', carry_left, ' ', carry_right) AS row FROM leg_balances
  WHERE program_id = $1 AND (pairs, carry_left, carry_right) <> (0, 0, 0)`;

const ranksSql = `SELECT concat(member_id, ' ', paid_as) AS row FROM ranks WHERE program_id = $1 AND paid_as IS NOT NULL`;

export async function toldByDatabase({ id }: Program): Promise<Told> {
  const rows = async (sql: string): Promise<string[]> =>
    (await asOwner<{ row: string }>(sql, [id])).map(({ row }) => row).sort();
  return {
    events: await rows(eventsSql),
    pairs: await rows(pairsSql),
    paid: await rows(paidSql),
    legs: await rows(legsSql),
    ranks: await rows(ranksSql),
  };
}
