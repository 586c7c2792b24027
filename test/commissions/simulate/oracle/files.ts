import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAmount } from '../../../../src/core/money.js';
import { fieldOf } from '../../../../src/commissions/simulate/field.js';
import { readInstant } from '../../../../src/commissions/simulate/fields.js';
import { simulate } from '../../../../src/commissions/simulate/simulate.js';
import type { Simulated } from '../../../../src/commissions/simulate/simulate.js';
import type { Case, Member, Sale } from './world.js';

/** What the simulator makes of a case, by way of files. */
export interface Outcome extends Simulated {
  lines: string[];
  legs: string[];
  ranks: string[];
}

/** Runs something in a folder of its own that is gone afterwards. */
export function inFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'upline-simulate-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function simulateCase({ plan, taxRules, members, sales, asOf }: Case): Outcome {
  return inFolder((folder) => {
    writeCase(folder, members, sales);
    const files = { members: join(folder, 'members.csv'), sales: join(folder, 'sales.csv'), out: join(folder, 'out') };
    const simulated = simulate({ plan, taxRules, asOf: readInstant('as-of', fieldOf(asOf)), ...files });
    const rows = (name: string) => readFileSync(join(files.out, name), 'utf8').trimEnd().split('\n').slice(1);
    return { ...simulated, lines: rows('lines.csv'), legs: rows('legs.csv'), ranks: rows('ranks.csv') };
  });
}

export function writeCase(folder: string, members: readonly Member[], sales: readonly Sale[]): void {
  const memberHeader = 'member_id,sponsor_id,parent_id,slot,joined_at,activated_at,status';
  const saleHeader = 'sale_id,member_id,seller_id,amount,volume,at,refund_of';
  write(join(folder, 'members.csv'), [memberHeader, ...members.map(memberRow)]);
  write(join(folder, 'sales.csv'), [saleHeader, ...sales.map(saleRow)]);
}

function write(path: string, rows: string[]): void {
  writeFileSync(path, `${rows.join('\n')}\n`);
}

function memberRow({ id, sponsor, parent, slot, joinedAt, activatedAt, active }: Member): string {
  return [id, sponsor ?? '', parent ?? '', slot, joinedAt, activatedAt ?? '', active ? 'active' : 'inactive'].join(',');
}

function saleRow({ id, member, seller, amount, volume, at, refundOf }: Sale): string {
  return [id, member, seller ?? '', formatAmount(amount), formatAmount(volume), at, refundOf ?? ''].join(',');
}
