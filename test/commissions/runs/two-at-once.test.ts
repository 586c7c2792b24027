import { beforeAll, describe, expect, test } from '@jest/globals';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { system } from '../../../src/core/actor.js';
import { cancelRun, resumeRun } from '../../../src/jobs/change-run.js';
import { refundSale } from '../../../src/orders/refund-sale.js';
import { asOwner } from '../../support/database.js';
import { bigTown } from './support-big-town.js';
import type { BigTown } from './support-big-town.js';
import { outcomeOf } from './support-outcome.js';
import { approve, brokenBooks, close } from './support-workers.js';
import { finish, runOf, workAll } from './town.js';

const long_ms = 300_000;
const people = 1500;
const batch_lines = 150;

interface Cut {
  line: number;
  member: string;
  is_pair: boolean;
}

/** Cuts a computed run into small batches, and has those with a member's pairs and his other lines posted together. */
async function cutSmall({ runId }: CommissionRun): Promise<void> {
  const lines = await asOwner<Cut>(
    `SELECT line, member_id AS member, kind = 'pair' AS is_pair FROM run_lines WHERE run_id = $1 ORDER BY line`,
    [runId],
  );
  const [pairs, others] = [
    batchesOf(lines.filter(({ is_pair }) => is_pair)),
    batchesOf(lines.filter(({ is_pair }) => !is_pair)),
  ];
  const mixed = others.flatMap((batch, place) => [...(pairs[place] ? [pairs[place]] : []), batch]);
  const batches = [...mixed, ...pairs.slice(others.length)].flat();
  await asOwner('UPDATE commission_runs SET batches = $2 WHERE run_id = $1', [runId, batches]);
}

/** The first and the last line of each, none with a part of a member's. */
function batchesOf(lines: readonly Cut[]): [number, number][] {
  const batches: [number, number][] = [];
  lines.forEach(({ line, member }, place) => {
    const batch = batches.at(-1);
    const isSameMember = lines[place - 1]?.member === member;
    if (batch && (isSameMember || line - batch[0] < batch_lines)) batch[1] = line;
    else batches.push([line, line]);
  });
  return batches;
}

async function computed(town: BigTown): Promise<CommissionRun> {
  const run = await close(town);
  await workAll();
  await cutSmall(run);
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
    'may credit the same members: it comes to the same as in few',
    async () => {
      const town = await bigTown(people);
      await finish(await computed(town), 'approve');
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
      await asOwner(`CREATE TRIGGER no_events BEFORE INSERT ON commissions FOR EACH ROW
        WHEN (NEW.kind <> 'pair') EXECUTE FUNCTION refuse_by_hand()`);
      await workAll();
      expect(await runOf(run)).toMatchObject({ status: 'failed', progress: 0, cursor: { phase: 'posting', at: null } });
      expect(await Commission.count({ where: { runId: run.runId } })).toBeGreaterThan(0);
      await expect(cancelRun(...of)).rejects.toMatchObject({ code: 'wrong_state' });
      await asOwner('DROP TRIGGER no_events ON commissions');
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

/** Lines of which more or less is left than refunds left of their sale. */
const wrong = `
  SELECT line.id, line.amount, line.reversed_amount, line.status FROM commissions AS line JOIN sales ON sales.id = line.sale_id
  WHERE line.program_id = $1 AND line.reverses_id IS NULL
    AND line.amount - line.reversed_amount
      + coalesce((SELECT sum(amount) FROM commissions AS back WHERE back.reverses_id = line.id), 0)
      <> line.amount - round(line.amount::numeric * sales.refunded_amount / sales.amount)`;
