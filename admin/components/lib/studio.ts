import type { Schema } from './document.js';

/** What one plan pays; amounts are decimal text, shares basis points. */
export interface Pay {
  paid: string;
  payoutBp: number | null;
  breakage: string;
  membersByReason: Record<string, number>;
  recruited: string;
  recruitedBp: number | null;
}

interface Moved {
  members: number;
  amount: string;
}

interface Comparison {
  sold: string;
  draft: Pay;
  active: Pay;
  winners: Moved;
  losers: Moved;
  unchanged: number;
}

export interface Simulation {
  simulatedAt: string;
  note: string | null;
  periods: (Comparison & { month: string; isClosed: boolean; isOver: boolean; accrued: string })[];
  total: Comparison;
  changes: { memberId: number; name: string; before: string; after: string; difference: string }[];
  certificate: string;
}

export interface Version {
  id: number;
  version: number;
  status: string;
  month: string;
  name: string;
  paysForPeople: boolean;
}

export interface Warning {
  code: string;
  path: string;
  values: Record<string, string | number>;
}

export interface Studio {
  plan: {
    id: number;
    version: number;
    status: string;
    document: Record<string, unknown>;
    acknowledgement: string | null;
    publishedAt: string | null;
  };
  effectiveMonth: string;
  before: { id: number; version: number } | null;
  diff: { path: string; before: unknown; after: unknown }[];
  warnings: Warning[];
  theoreticalPayoutBp: number;
  highPayoutBp: number;
  paysForPeople: boolean;
  acknowledgement: string | null;
  months: string[];
  simulation: Simulation | null;
  isSimulated: boolean;
  run: { id: number; status: string; progress: number; total: number | null; error: string | null } | null;
}

export interface StudioPage {
  schema: Schema;
  versions: Version[];
  months: string[];
  studio: Studio | null;
  isOwner: boolean;
}
