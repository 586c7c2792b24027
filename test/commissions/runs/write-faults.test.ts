import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Lines } from '../../../src/commissions/engine/lines.js';
import type { JudgedLine } from '../../../src/commissions/runs/arbitrate.js';
import { RowWriter } from '../../../src/commissions/runs/copy/row-writer.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import type { SettledEvents } from '../../../src/commissions/runs/settle-events.js';
import type { LineBlock } from '../../../src/commissions/runs/write/line-block.js';
import { LineWriter } from '../../../src/commissions/runs/write/line-writer.js';
import { writeEvents } from '../../../src/commissions/runs/write/write-lines.js';
import { system } from '../../../src/core/actor.js';
import { resumeRun } from '../../../src/jobs/change-run.js';
import { buys, finish, monthAgo, newProgram, noon, pairsOf, runOf, trio, workAll } from './town.js';

const month = monthAgo(1);

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a run with a fault in the midst of writing rows', () => {
  test('fails, and goes on when it is resumed', async () => {
    const program = await newProgram('binary-classic');
    const { top, left, right } = await trio(program);
    for (const buyer of [left, right]) await buys(program, buyer, '100.00', noon(month, 3));
    const row = await requestMatching(system(program.id), { until: `${month}-05` });
    const broken = jest.spyOn(LineWriter.prototype, 'finish').mockImplementation(() => {
      throw new Error('no luck');
    });
    await workAll();
    expect(await runOf(row)).toMatchObject({ status: 'failed' });
    broken.mockRestore();
    await resumeRun(system(program.id), { runId: row.runId });
    await finish(row);
    expect(await pairsOf(top)).toMatchObject([{ amount: 1000n }]);
  });
});

describe('lines that were looked at one by one', () => {
  const judged: JudgedLine = {
    ...{ saleId: 1, memberId: null, kind: 'level', level: 1, beneficiaryId: 7, base: 10_000n, amount: 500n },
    ...{ state: 0, commissionId: 1, via: [1, 2, 3], held: false, planId: 1 },
  };

  test('are written however many follow one another', async () => {
    const chunks: number[] = [];
    const writer = new RowWriter({ write: (chunk) => Promise.resolve(void chunks.push(chunk.length)) });
    const out = new LineWriter({ part: 0, runId: 1, fence: 1 }, new Float64Array(), 1).into(writer);
    const events: SettledEvents = {
      ...{ lines: new Lines(), held: new Uint8Array(), dropped: new Uint8Array(), states: new Uint8Array() },
      ...{ commissions: new Map<number, number>(), judged: Array.from({ length: 5000 }, () => judged) },
      ...{ otherPlans: new Set<number>(), breakage: 0n },
    };
    await writeEvents(events, { out, writer, block: { members: 0 } as LineBlock });
    await writer.end();
    expect(out.line).toBe(5000);
    expect(chunks.length).toBeGreaterThan(1);
  });
});
