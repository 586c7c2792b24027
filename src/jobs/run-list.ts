import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { Run, runStatuses } from '../core/run.js';
import { is } from '../http/filter.js';
import { list } from '../http/list.js';

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
  createdAt: run.createdAt.toISOString(),
  startedAt: run.startedAt?.toISOString() ?? null,
  finishedAt: run.finishedAt?.toISOString() ?? null,
});

export const listRuns = list({
  name: 'runs',
  row: Run,
  allow: roles('owner', 'admin', 'funds_coordinator'),
  scope: runsSeenBy,
  filters: { status: is('status', z.enum(runStatuses)), kind: is('kind', text(60)) },
  present: presentRun,
});
