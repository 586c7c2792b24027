import type { WhereOptions } from 'sequelize';
import { z } from 'zod';
import { staffRoles } from '../core/actor.js';
import type { Actor, Role } from '../core/actor.js';
import { findOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf, roles, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { between, is } from '../http/filter.js';
import { list } from '../http/list.js';
import { Plan, planStatuses } from './plan.js';
import { presentPlan, presentProgram } from './present-program.js';
import { Program } from './program.js';

const staff: ReadonlySet<Role | null> = new Set(staffRoles);

/** Staff choose among all programs; members and customers know the one they are in. */
const programsSeenBy = (actor: Actor): WhereOptions =>
  actor.kind === 'system' || staff.has(actor.role) ? {} : { id: programOf(actor) };

export const programs = list({
  name: 'programs.list',
  row: Program,
  allow: signedIn,
  scope: programsSeenBy,
  filters: { is_default: is('isDefault', z.stringbool()) },
  present: presentProgram,
});

export const oneProgram = query({
  name: 'programs.one',
  input: z.strictObject({ programId: id }),
  allow: signedIn,
  run: ({ input, actor }) => findOrRefuse(Program, input.programId, programsSeenBy(actor)),
});

/** Drafts are for those who write them; what is or was in force is for everybody who works with it. */
export const plansSeenBy = (actor: Actor): WhereOptions => {
  const programId = programOf(actor);
  const mayWrite = actor.kind === 'system' || actor.role === 'owner' || actor.role === 'admin';
  return mayWrite ? { programId } : { programId, status: ['published', 'superseded'] };
};

const mayReadPlans = roles(...staffRoles);

export const plans = list({
  name: 'plans.list',
  row: Plan,
  allow: mayReadPlans,
  scope: plansSeenBy,
  filters: { status: is('status', z.enum(planStatuses)), effective: between('effectiveFrom') },
  sort: ['createdAt', 'effectiveFrom', 'version'],
  present: presentPlan,
});

export const onePlan = query({
  name: 'plans.one',
  input: z.strictObject({ planId: id }),
  allow: mayReadPlans,
  run: ({ input, actor }) => findOrRefuse(Plan, input.planId, plansSeenBy(actor)),
});
