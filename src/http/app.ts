import { readFileSync } from 'node:fs';
import express from 'express';
import type { Express, RequestHandler, Router } from 'express';
import { z } from 'zod';
import { env } from '../../config/env.js';
import { fromRoot } from '../../config/paths.js';
import { Refusal } from '../core/errors.js';
import { authenticateBy } from './authenticate-by.js';
import { readBody } from './body.js';
import { openToAllSites } from './cross-origin.js';
import { docs } from './docs.js';
import { tellHealth, tellReadiness } from './health.js';
import { countAgainst } from './limit-headers.js';
import { tellMetrics, timed } from './metrics.js';
import { openApiOf } from './openapi.js';
import { calm, refuseWhenOverloaded } from './overload.js';
import type { Load } from './overload.js';
import { answerFault } from './problem.js';
import { requestLog } from './request-log.js';
import type { Route, RouteGroup } from './route.js';
import { securityHeaders } from './security.js';
import type { Authenticate } from './who-asks.js';

interface AppParts {
  groups: readonly RouteGroup[];
  authenticate: Authenticate;
  /** What stands apart from routes, such as the panel: mounted first, before any body is read. */
  mounts?: readonly ((app: Express) => Promise<void> | void)[];
  load?: Load;
}

/** The web application. It knows no feature: routes, authentication and the panel are handed to it. */
export async function createApp({ groups, authenticate, mounts = [], load = calm }: AppParts): Promise<Express> {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', trustOf(env.TRUST_PROXY));
  app.get('/healthz', tellHealth);
  app.use(requestLog);
  for (const mount of mounts) await mount(app);
  app.use(securityHeaders);
  app.get('/readyz', tellReadiness(load));
  app.get('/metrics', authenticateBy(authenticate), tellMetrics);
  app.use(docs(openApiOf(groups, version())));
  app.use('/assets', express.static(fromRoot('views/assets'), { maxAge: '1h', index: false }));
  for (const route of groups.flatMap(({ routes }) => routes)) open(app, route, [authenticateBy(authenticate)], load);
  app.use(notFound);
  app.use(answerFault);
  return app;
}

/** Each of these lets the request pass to the next, or refuses it. */
function open(app: Router, route: Route, authenticate: RequestHandler[], load: Load): void {
  const opened = route.crossOrigin ? [openToAllSites] : [];
  if (route.crossOrigin) app.options(route.path, openToAllSites);
  app[route.method](
    route.path,
    timed(route),
    ...opened,
    refuseWhenOverloaded(load, route),
    ...authenticate,
    ...countAgainst(route, 'before body'),
    ...readBody(route),
    ...countAgainst(route, 'after body'),
    (request, response) => route.handle(request, response),
  );
}

const notFound: RequestHandler = () => {
  throw new Refusal('not_found', 'There is nothing here.');
};

/** Never `true`: then every caller could choose the address he is counted by. */
function trustOf(setting: string): boolean | number | string[] {
  if (setting === 'false') return false;
  return /^\d+$/.test(setting) ? Number(setting) : setting.split(',').map((address) => address.trim());
}

const version = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'))).version;
