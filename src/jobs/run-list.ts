import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { Run, runStatuses } from '../core/run.js';
import { is } from '../http/filter.js';
import { list } from '../http/list.js';
import { wireName } from '../http/wire-schema.js';

/** The runs of the program, and those of the whole install. */
export const runsSeenBy = (actor: Actor): WhereOptions => ({ programId: { [Op.or]: [programOf(actor), null] } });

/** A run as the API shows it. */
export const runAnswer = z.object({
  id: z.number(),
  kind: z.string(),
  key: z.string(),
  status: z.enum(runStatuses),
  progress: z.number(),
  total: z.number().nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});

export const presentRun = (run: Run): z.output<typeof runAnswer> => ({
  ...run.get(),
  result: run.result && inWireNames(run.result),
  createdAt: run.createdAt.toISOString(),
  startedAt: run.startedAt?.toISOString() ?? null,
  finishedAt: run.finishedAt?.toISOString() ?? null,
});

/** What a kind of run keeps as its result has names of its own, at any depth; outside they are called as all others. */
const inWireNames = (result: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(result).map(([key, value]) => [isCamelCase.test(key) ? wireName(key) : key, inside(value)]),
  );

const isCamelCase = /^[a-z]+([A-Z][a-z0-9]+)+$/;

function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inside);
  return typeof value === 'object' && value !== null ? inWireNames(value) : value;
}

export const listRuns = list({
  name: 'runs',
  row: Run,
  allow: roles('owner', 'admin', 'funds_coordinator'),
  scope: runsSeenBy,
  filters: { status: is('status', z.enum(runStatuses)), kind: is('kind', text(60)) },
  present: presentRun,
});
