import type { RunInfo } from './run-info.js';

// A run's page as the server tells it (`admin/pages/run.ts`); money is decimal text.

export interface Named {
  id: number;
  name: string;
}

export interface Step {
  what: string;
  who: string | null;
  at: string | null;
}

export interface Line {
  line: number;
  kind: string;
  state: string;
  level: number | null;
  quantity: number;
  day: string | null;
  member: Named;
  source: Named | null;
  saleId: number | null;
  commissionId: number | null;
  base: string;
  amount: string;
  tax: string;
  instalment: string;
  reasons: string[];
  isHeld: boolean;
}

export interface DifferingLine extends Line {
  accrued: { amount: string; member: Named | null } | null;
}

export interface Cell {
  lines: number;
  amount: string;
}

export interface Totals {
  lines: Record<string, Record<string, Cell>>;
  toPost: Cell;
  differing: number;
  sold: string;
  breakage: string;
  pairs: { possible: number; formed: number; paid: number };
  membersByReason: Record<string, number>;
  ranks: Record<string, number>;
}

export interface Report {
  totals: Totals;
  pay: { paid: string; sold: string; ratio: number | null };
  plans: { id: number; version: number; name: string; paysForPeople: boolean }[];
  recruited: { amount: string; ofPayBp: number | null } | null;
  certificate: Record<string, string> | null;
  computedAt: string | null;
  seconds: number | null;
  top: Line[];
  differing: DifferingLine[];
}

export interface Difference {
  table: string;
  line: number | null;
  member: Named | null;
  of: Record<string, string>;
  before: Record<string, string | null> | null;
  after: Record<string, string | null> | null;
}

export interface Verification {
  id: number;
  status: string;
  progress: number;
  total: number | null;
  error: string | null;
  createdAt: string;
  finishedAt: string | null;
  who: string | null;
  answer: { isIdentical: boolean; count: number; differences: Difference[] } | null;
}

export interface RunWhole {
  run: RunInfo & { offered: string[] };
  steps: Step[];
  verification: Verification | null;
  report: Report | null;
}
