import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal, runSimulation } from '../../../../src/commissions/simulate/run-simulation.js';
import { presetDocument } from './drafts.js';
import { inFolder } from './files.js';

export const memberHeader = 'member_id,sponsor_id,parent_id,slot,joined_at,activated_at,status';
export const saleHeader = 'sale_id,member_id,seller_id,amount,volume,at,refund_of';
export const at = '2026-11-01T00:00:00Z';
export const goodMembers = [memberHeader, `1,,,0,${at},,active`, `2,1,1,0,${at},,active`, `3,1,1,1,${at},,inactive`];
export const goodSales = [saleHeader, `1,2,,10.00,10.00,${at},`, `2,2,1,-4,-4,${at},1`];

export interface Files {
  members?: string[];
  sales?: string[];
  plan?: unknown;
  arguments?: Record<string, string>;
}

/** What a simulation of these files comes to: what is printed, or why it is refused; and whether it wrote anything. */
export function attempt(files: Files): { refused: string | null; wrote: boolean } {
  return inFolder((folder) => {
    const path = (name: string) => join(folder, name);
    writeFileSync(path('members.csv'), (files.members ?? goodMembers).join('\n'));
    writeFileSync(path('sales.csv'), (files.sales ?? goodSales).join('\n'));
    const { plan } = files;
    writeFileSync(
      path('plan.json'),
      typeof plan === 'string' ? plan : JSON.stringify(plan ?? presetDocument('telemarketing')),
    );
    const given = {
      '--plan': path('plan.json'),
      '--members': path('members.csv'),
      '--sales': path('sales.csv'),
      '--as-of': '2026-11-30T23:59:59Z',
      '--out': path('out'),
      ...files.arguments,
    };
    const refused = refusalOf(Object.entries(given).flat());
    return { refused: refused?.replaceAll(`${folder}/`, '') ?? null, wrote: existsSync(path('out')) };
  });
}

function refusalOf(words: string[]): string | null {
  try {
    runSimulation(words);
    return null;
  } catch (fault) {
    if (isRefusal(fault)) return fault.message;
    throw fault;
  }
}

export const withMember = (row: string): Files => ({ members: [...goodMembers, row] });
export const withSale = (row: string): Files => ({ sales: [...goodSales, row] });
