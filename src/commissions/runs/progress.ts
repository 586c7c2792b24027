import { z } from 'zod';
import { LeaseLost } from '../../core/run-lease.js';
import { selectOne } from '../../db/select.js';

const pause_ms = 1000;

const tell = `
  UPDATE runs SET progress = $2::bigint, total = greatest($2::bigint, $3::bigint), started_at = coalesce(started_at, now())
  WHERE id = $1 AND status = 'computing' AND EXISTS (SELECT FROM run_leases WHERE run_id = $1 AND fence = $4)
  RETURNING id`;

/** Says how far a computation is, past its own transaction; stops it when the run was cancelled or taken over. */
export class Progress {
  private last = 0;
  private total = 0;
  private done = 0;

  constructor(
    private readonly runId: number,
    private readonly fence: number,
  ) {}

  async at(done: number, total: number): Promise<void> {
    [this.done, this.total] = [Math.round(done), Math.round(total)];
    const now = performance.now();
    if (now - this.last < pause_ms && done < total) return;
    this.last = now;
    await this.tell();
  }

  async more(rows: number): Promise<void> {
    await this.at(this.done + rows, this.total);
  }

  /** More is to be done than was known. */
  grow(rows: number): void {
    this.total = this.done + Math.round(rows);
  }

  async finish(): Promise<void> {
    this.done = this.total = Math.max(this.done, this.total);
    await this.tell();
  }

  private async tell(): Promise<void> {
    const told = await selectOne(tell, [this.runId, this.done, this.total, this.fence], z.unknown());
    if (told === undefined) throw new LeaseLost(`run ${String(this.runId)} was cancelled or taken over`);
  }
}
