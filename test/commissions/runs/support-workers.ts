import { approveRun } from '../../../src/commissions/runs/change-run.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { system } from '../../../src/core/actor.js';
import { command } from '../../../src/core/command.js';
import { id } from '../../../src/core/parse.js';
import { systemOnly } from '../../../src/core/policy.js';
import { stopRun } from '../../../src/core/run.js';
import type { RunStatus } from '../../../src/core/run.js';
import { z } from 'zod';
import { asOwner } from '../../support/database.js';
import { broken } from '../people.js';
import { startProgram } from '../../support/programs.js';
import type { Program as Process } from '../../support/programs.js';
import { until } from '../../support/until.js';
import type { BigTown } from './support-big-town.js';

/** Real worker processes for tests to kill and freeze, and what they are given to do. */

/** Asked for past the pool, whose connections some tests cut. */
export async function statusOf(runId: number): Promise<RunStatus | undefined> {
  const [row] = await asOwner<{ status: RunStatus }>('SELECT status FROM runs WHERE id = $1', [runId]);
  return row?.status;
}

export const reaches = (runId: number, status: RunStatus): Promise<void> =>
  until(`run ${String(runId)} is in ${status}`, async () => (await statusOf(runId)) === status);

export interface LeaseRow {
  fence: number;
  isTaken: boolean;
}

export async function leaseOf(runId: number): Promise<LeaseRow> {
  const sql = 'SELECT fence::int, lease_until > clock_timestamp() AS "isTaken" FROM run_leases WHERE run_id = $1';
  const [row] = await asOwner<{ fence: number; isTaken: boolean | null }>(sql, [runId]);
  return { fence: row?.fence ?? 0, isTaken: row?.isTaken === true };
}

/** A lease runs for 8 s after its owner died; a test need not wait for that each time. */
export const endLease = (runId: number): Promise<unknown> =>
  asOwner(`UPDATE run_leases SET lease_until = clock_timestamp() - interval '1 ms' WHERE run_id = $1`, [runId]);

export const close = ({ program, month }: BigTown): Promise<CommissionRun> =>
  requestPeriodRun(system(program.id), { month });

export const cancelled = command({
  name: 'test.cancel-run',
  input: z.strictObject({ runId: id }),
  allow: systemOnly,
  run: ({ input, ...work }) => stopRun(work, input.runId),
});

export const cancel = ({ runId, programId }: CommissionRun) => cancelled(system(programId), { runId });
export const approve = ({ runId, programId }: CommissionRun) => approveRun(system(programId), { runId });

/** Several workers, of which the one that has the run is the one to be killed. */
export class Crew {
  private readonly workers: Process[] = [];

  async hire(environment: Record<string, string> = {}): Promise<Process> {
    const worker = await startProgram('test/support/runs-worker', environment);
    this.workers.push(worker);
    return worker;
  }

  /** Who took a run with this fence; undefined while nobody has. */
  owner(runId: number, fence: number): Process | undefined {
    return this.workers.find((worker) =>
      worker.output().includes(`"run":${String(runId)},"kind":"commissions","fence":${String(fence)},`),
    );
  }

  async kill(worker: Process): Promise<void> {
    this.workers.splice(this.workers.indexOf(worker), 1);
    await worker.stop('SIGKILL');
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.stop('SIGKILL')));
  }
}

/** Numbers between 0 and 1, always the same ones. */
export function scattered(count: number): number[] {
  let state = 20_261_121;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
}

/** What these towns lack: their trees are written past the commands, and nobody delivers their events. */
const lacking = ['positions', 'free_slots', 'leg_tails', 'outbox'];

/** The names of the broken promises of the books, as far as towns of these tests keep them. */
export const brokenBooks = async (): Promise<string[]> => (await broken()).filter((name) => !lacking.includes(name));
