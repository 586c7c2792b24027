import { beforeAll, describe, expect, test } from '@jest/globals';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { system } from '../../../src/core/actor.js';
import { cancelRun, resumeRun } from '../../../src/jobs/change-run.js';
import { refundSale } from '../../../src/orders/refund-sale.js';
import { asOwner } from '../../support/database.js';
import { cutSmall, firstMembers } from './support-batches.js';
import { bigTown } from './support-big-town.js';
import type { BigTown } from './support-big-town.js';
import { outcomeOf } from './support-outcome.js';
import { approve, brokenBooks, close } from './support-workers.js';
import { finish, runOf, workAll } from './town.js';

const long_ms = 300_000;
const people = 1500;
async function computed(town: BigTown): Promise<CommissionRun> {
  const run = await close(town);
  await workAll();
  await cutSmall(run.runId);
  return run;
}

describe('batches that are posted two at once', () => {
  let plain: Record<string, unknown>;
  beforeAll(async () => {
    const town = await bigTown(people);
    await finish(await close(town), 'approve');
    plain = await outcomeOf(town);
  }, long_ms);

  test(
    'come to the same as one after another, each member paid his pairs before all else',
    async () => {
      const town = await bigTown(people);
      const run = await computed(town);
      await finish(run, 'approve');
      expect(await asOwner(outOfOrder, [run.runId])).toEqual([]);
      expect(await outcomeOf(town)).toEqual(plain);
      expect(await brokenBooks()).toEqual([]);
    },
    long_ms,
  );

  test(
    'of which one cannot be written: the run is not cancelled, for the other one would be paid twice, and goes on',
    async () => {
      const town = await bigTown(people);
      const run = await computed(town);
      const of = [system(town.program.id), { runId: run.runId }] as const;
      await approve(run);
      const [, second = 0] = await firstMembers(run.runId);
      await asOwner(`CREATE TRIGGER not_second BEFORE INSERT ON commissions FOR EACH ROW
        WHEN (NEW.beneficiary_id >= ${second}) EXECUTE FUNCTION refuse_by_hand()`);
      await workAll();
      expect(await runOf(run)).toMatchObject({ status: 'failed', progress: 0, cursor: { phase: 'posting', at: null } });
      expect(await Commission.count({ where: { runId: run.runId } })).toBeGreaterThan(0);
      await expect(cancelRun(...of)).rejects.toMatchObject({ code: 'wrong_state' });
      await asOwner('DROP TRIGGER not_second ON commissions');
      await resumeRun(...of);
      await workAll();
      expect(await outcomeOf(town)).toEqual(plain);
      expect(await brokenBooks()).toEqual([]);
    },
    long_ms,
  );

  test(
    'while sales are refunded lose each share of a line once, whichever comes first',
    async () => {
      const town = await bigTown(people);
      const run = await computed(town);
      await approve(run);
      await Promise.all([workAll(), ...[0, 1, 2].map((part) => refundEveryThird(town, part))]);
      expect(await runOf(run)).toMatchObject({ status: 'posted' });
      expect(await asOwner(wrong, [town.program.id])).toEqual([]);
      expect(await brokenBooks()).toEqual([]);
    },
    long_ms,
  );
});

async function refundEveryThird({ program }: BigTown, part: number): Promise<void> {
  const sales = await asOwner<{ id: string; half: string }>(
    `SELECT id, (amount / 2 / 100)::text AS half FROM sales WHERE program_id = $1 AND external_order_id::int % 12 = $2 ORDER BY id`,
    [program.id, part],
  );
  for (const { id, half } of sales) {
    const amount = part === 0 ? {} : { amount: half, reference: 'half' };
    await refundSale(system(program.id), { saleId: Number(id), ...amount });
  }
}

const outOfOrder = `
  SELECT beneficiary_id FROM commissions WHERE run_id = $1 GROUP BY 1
  HAVING max(id) FILTER (WHERE kind = 'pair') > min(id) FILTER (WHERE kind <> 'pair')`;

/** Lines of which more or less is left than refunds left of their sale. */
const wrong = `
  SELECT line.id, line.amount, line.reversed_amount, line.status FROM commissions AS line JOIN sales ON sales.id = line.sale_id
  WHERE line.program_id = $1 AND line.reverses_id IS NULL
    AND line.amount - line.reversed_amount
      + coalesce((SELECT sum(amount) FROM commissions AS back WHERE back.reverses_id = line.id), 0)
      <> line.amount - round(line.amount::numeric * sales.refunded_amount / sales.amount)`;
