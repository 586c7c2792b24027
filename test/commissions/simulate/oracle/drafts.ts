import { readFileSync } from 'node:fs';
import { parseTaxRules } from '../../../../src/compliance/tax-rule-document.js';
import type { TaxRule } from '../../../../src/compliance/withholding.js';
import { parseAmount } from '../../../../src/core/money.js';
import { parsePlan } from '../../../../src/programs/plan-document.js';
import type { Plan } from '../../../../src/programs/plan-document.js';
import { simulateCase } from './files.js';
import type { Outcome } from './files.js';
import type { Case, Member, Sale } from './world.js';

/** Short ways to write a case down: members and sales with what matters, the rest as usual. */

export const taxRules: TaxRule[] = parseTaxRules(
  JSON.parse(readFileSync(new URL('../../../../config/tax-rules.json', import.meta.url), 'utf8')),
);

type Draft = Record<string, unknown>;

export function presetDocument(name: string): Draft {
  return JSON.parse(readFileSync(new URL(`../../../../config/plans/${name}.json`, import.meta.url), 'utf8')) as Draft;
}

/** A preset, with parts replaced; a part of null is taken out, keys of an object part are changed one by one. */
export function preset(name: string, changes: Record<string, unknown> = {}): Plan {
  const document = presetDocument(name);
  const merged = { ...document, ...mapValues(changes, (key, change) => merge(document[key], change)) };
  return parsePlan(Object.fromEntries(Object.entries(merged).filter(([, part]) => part !== null)));
}

const mapValues = (record: Draft, map: (key: string, value: unknown) => unknown): Draft =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(key, value)]));

const merge = (part: unknown, change: unknown): unknown =>
  typeof change === 'object' && change !== null && !Array.isArray(change) ? { ...(part as Draft), ...change } : change;

/** A member who joined long before; the sponsor is the parent unless another is named. */
export function member(id: number, under: [parent: number, slot: number] | null, rest: Partial<Member> = {}): Member {
  const [parent, slot] = under ?? [null, 0];
  const usual = { sponsor: parent, joinedAt: '2026-10-01T00:00:00Z', activatedAt: null, active: true };
  return { id, parent, slot, ...usual, ...rest };
}

/** A sale of an amount that is its volume as well, on 3 November unless said otherwise. */
export function sale(id: number, buyer: number, amount: string, rest: Partial<Sale> = {}): Sale {
  const minor = amount.startsWith('-') ? -parseAmount(amount.slice(1)) : parseAmount(amount);
  const usual = { seller: null, amount: minor, volume: minor, at: '2026-11-03T10:00:00Z', refundOf: null };
  return { id, member: buyer, ...usual, ...rest };
}

/** Simulates up to the middle of November unless said otherwise. */
export function outcomeOf(plan: Plan, members: Member[], sales: Sale[] = [], asOf = '2026-11-15T12:00:00Z'): Outcome {
  const input: Case = { plan, taxRules, members, sales, asOf };
  return simulateCase(input);
}

/** The row of one member, without the id. */
export const rowOf = (rows: string[], id: number): string | undefined =>
  rows.find((row) => row.startsWith(`${id},`))?.slice(`${id},`.length);
