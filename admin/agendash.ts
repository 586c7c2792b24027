import { createExpressMiddleware } from 'agendash';
import type { Request, RequestHandler, Router } from 'express';
import { z } from 'zod';
import { command } from '../src/core/command.js';
import { NotAllowed } from '../src/core/errors.js';
import { openAgenda } from '../src/jobs/agenda.js';
import { requestIdOf } from '../src/http/who-asks.js';
import { signedIn } from './auth.js';
import { readBody } from './guard.js';
import { office } from './policies.js';

const changes = ['requeue', 'retry', 'delete', 'pause', 'resume'] as const;

/** Agenda's jobs are not our rows; the audit keeps at least who did what to which. */
const changeJobs = command({
  name: 'job.change',
  input: z.strictObject({ change: z.enum(changes), jobIds: z.array(z.string().max(100)).min(1).max(500) }),
  allow: office,
  run: ({ input }) => Promise.resolve(input),
});

let dashboard: Promise<RequestHandler> | undefined;

/** Agenda's own dashboard, for owner and admin. Jobs come from the program, so none is made here. */
export function openAgendash(router: Router): void {
  router.use('/agendash', readBody, (async (request, response, next) => {
    if (!office(signedIn(request).actor)) throw new NotAllowed();
    if (request.path === '/' && !pathOf(request).endsWith('/')) return response.redirect(308, '/admin/agendash/');
    if (request.method === 'POST') await logChange(request);
    dashboard ??= open();
    (await dashboard)(request, response, next);
  }) satisfies RequestHandler);
}

const pathOf = ({ originalUrl }: Request): string => originalUrl.split('?')[0] ?? '';

async function logChange(request: Request): Promise<void> {
  const change = /^\/api\/jobs\/(\w+)$/.exec(request.path)?.[1];
  const { jobIds } = request.body as { jobIds?: string[] };
  await changeJobs(
    signedIn(request).actor,
    { change: change as 'requeue', jobIds: jobIds ?? [] },
    requestIdOf(request),
  );
}

/** Opened with the first look, so that a web process nobody looks at keeps no connection for it. */
async function open(): Promise<RequestHandler> {
  const { agenda } = await openAgenda({ name: 'panel', jobs: [] });
  return createExpressMiddleware(agenda);
}
