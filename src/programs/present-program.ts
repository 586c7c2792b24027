import { z } from 'zod';
import { paysForPeople } from './plan-lint.js';
import { parsePlan } from './plan-document.js';
import { isSimulated } from './plan-simulation.js';
import { planStatuses } from './plan.js';
import type { Plan } from './plan.js';
import { storedSettings } from './program-settings.js';
import type { Program } from './program.js';

export const programSchema = z.object({
  id: z.number(),
  key: z.string(),
  name: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  isDefault: z.boolean(),
  settings: storedSettings,
  createdAt: z.date(),
});

export const presentProgram = (program: Program): z.input<typeof programSchema> => ({
  id: program.id,
  key: program.key,
  name: program.name,
  currency: program.currency,
  timeZone: program.timeZone,
  isDefault: program.isDefault,
  settings: program.settings,
  createdAt: program.createdAt,
});

export const planSchema = z.object({
  id: z.number(),
  key: z.string(),
  version: z.number(),
  status: z.enum(planStatuses),
  effectiveFrom: z.date(),
  document: z.record(z.string(), z.unknown()),
  paysForPeople: z
    .boolean()
    .meta({ description: 'Pays for people rather than for sales of goods; publishing it needs an owner’s word.' }),
  isSimulated: z.boolean().meta({ description: 'Carries a simulation of exactly this document.' }),
  acknowledgement: z
    .string()
    .nullable()
    .meta({ description: 'What an owner typed to publish a plan that pays for people.' }),
  publishedAt: z.date().nullable(),
  supersededAt: z.date().nullable(),
  createdAt: z.date(),
});

export const presentPlan = (plan: Plan): z.input<typeof planSchema> => ({
  id: plan.id,
  key: plan.key,
  version: plan.version,
  status: plan.status,
  effectiveFrom: plan.effectiveFrom,
  document: plan.document,
  paysForPeople: paysForPeople(parsePlan(plan.document)),
  isSimulated: isSimulated(plan),
  acknowledgement: plan.acknowledgement,
  publishedAt: plan.publishedAt,
  supersededAt: plan.supersededAt,
  createdAt: plan.createdAt,
});
