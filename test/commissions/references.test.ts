import { describe, expect, test } from '@jest/globals';
import { linesOf, member, program, sell } from './people.js';
import { asOwner } from '../support/database.js';

const columns = ['program_id', 'beneficiary_id', 'sale_id', 'source_member_id', 'run_id', 'plan_id'] as const;
type Column = (typeof columns)[number];

let copies = 0;

/** Inserts a line once more under a key of its own, with one of its references changed, past the program. */
async function copyLine(lineId: number, changed: Partial<Record<Column, number>>): Promise<void> {
  copies += 1;
  const values = columns.map((column) => changed[column]?.toString() ?? column);
  await asOwner(
    `INSERT INTO commissions (${columns.join()}, kind, amount, currency, accrual_key, explanation, earned_at)
     SELECT ${values.join()}, kind, amount, currency, $2, explanation, earned_at FROM commissions WHERE id = $1`,
    [lineId, `copy/${copies}`],
  );
}

async function soldIn(key: string) {
  const here = await program(key);
  const { member: seller } = await member(here);
  const sale = await sell(here, seller, '100.00');
  const [line] = await linesOf(sale);
  if (!line) throw new Error('Nothing was paid.');
  return { here, seller, sale, line };
}

describe('what a commission names', () => {
  test('may be anything of its own program', async () => {
    const { line, seller } = await soldIn('telemarketing');
    await expect(copyLine(line.id, { source_member_id: seller.id })).resolves.toBeUndefined();
  });

  test('has to exist', async () => {
    const { line } = await soldIn('telemarketing');
    for (const column of columns.slice(1)) {
      await expect(copyLine(line.id, { [column]: 987_654_321 })).rejects.toMatchObject({ code: '23503' });
    }
  });

  test('has to be of the same program', async () => {
    const { line, here } = await soldIn('telemarketing');
    const other = await soldIn('pipeline');
    const foreign: Partial<Record<Column, number>>[] = [
      { program_id: other.here.id },
      { beneficiary_id: other.seller.id },
      { source_member_id: other.seller.id },
      { sale_id: other.sale.id },
      { plan_id: other.line.planId ?? 0 },
    ];
    expect(other.here.id).not.toBe(here.id);
    for (const changed of foreign) await expect(copyLine(line.id, changed)).rejects.toMatchObject({ code: '23503' });
  });

  test('never changes afterwards', async () => {
    const { line, seller } = await soldIn('telemarketing');
    const sql = 'UPDATE commissions SET source_member_id = $2 WHERE id = $1';
    await expect(asOwner(sql, [line.id, seller.id])).rejects.toThrow('never changes');
  });

  test.each(['members', 'sales', 'runs'])('is kept for good: nobody removes %s', async (table) => {
    await soldIn('telemarketing');
    await expect(asOwner(`DELETE FROM ${table}`)).rejects.toThrow('kept for good');
    await expect(asOwner(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('kept for good');
  });
});
