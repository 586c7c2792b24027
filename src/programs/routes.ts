import { endpoint, nothing } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { createProgram } from './create-program.js';
import { changeDraft, discardDraft, draftPlan } from './draft-plan.js';
import { planSchema, presentPlan, presentProgram, programSchema } from './present-program.js';
import { onePlan, oneProgram, plans, programs } from './programs.js';
import { changeProgramSettings, makeDefaultProgram, renameProgram } from './update-program.js';

export const programRoutes = group('programs');

const asProgram = { present: presentProgram, answer: programSchema } as const;
const asPlan = { present: presentPlan, answer: planSchema } as const;

endpoint(programRoutes, {
  method: 'get',
  path: '/programs',
  summary: 'The programs of this install; members see their own',
  query: programs,
  answer: pageOf(programSchema),
});

endpoint(programRoutes, {
  method: 'post',
  path: '/programs',
  summary: 'A new program; currency and time zone are for good',
  command: createProgram,
  status: 201,
  ...asProgram,
});

endpoint(programRoutes, {
  method: 'get',
  path: '/programs/:programId',
  summary: 'A program with its settings',
  query: oneProgram,
  ...asProgram,
});

endpoint(programRoutes, {
  method: 'patch',
  path: '/programs/:programId',
  summary: 'Rename a program',
  command: renameProgram,
  ...asProgram,
});

endpoint(programRoutes, {
  method: 'put',
  path: '/programs/:programId/settings',
  summary: 'Set all settings of a program',
  command: changeProgramSettings,
  ...asProgram,
});

endpoint(programRoutes, {
  method: 'put',
  path: '/programs/:programId/default',
  summary: 'Make it the program of callers who name none',
  command: makeDefaultProgram,
  ...asProgram,
});

endpoint(programRoutes, {
  method: 'get',
  path: '/plans',
  summary: 'The versions of the program’s plan',
  query: plans,
  answer: pageOf(planSchema),
});

endpoint(programRoutes, {
  method: 'post',
  path: '/plans',
  summary: 'Write a new version of the plan, from the start of a month',
  command: draftPlan,
  status: 201,
  ...asPlan,
});

endpoint(programRoutes, {
  method: 'get',
  path: '/plans/:planId',
  summary: 'One version of the plan',
  query: onePlan,
  ...asPlan,
});

endpoint(programRoutes, {
  method: 'patch',
  path: '/plans/:planId',
  summary: 'Change a version that is not published',
  command: changeDraft,
  ...asPlan,
});

endpoint(programRoutes, {
  method: 'delete',
  path: '/plans/:planId',
  summary: 'Throw a draft away',
  command: discardDraft,
  answer: nothing,
});
