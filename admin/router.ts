import { convertToExpressRoute } from '@adminjs/express';
import { Router as AdminRouter } from 'adminjs';
import type AdminJS from 'adminjs';
import type { ActionRequest, CurrentAdmin } from 'adminjs';
import type { Request, RequestHandler, Response, Router } from 'express';
import { NotAllowed, NotFound } from '../src/core/errors.js';
import { nonceOf } from '../src/http/security.js';
import { requestIdOf } from '../src/http/who-asks.js';
import { signedIn } from './auth.js';
import { words } from './locale.js';
import { fitToServe } from './html.js';
import { allPages } from './pages.js';
import { navigationFor } from './navigation.js';
import type { Person } from './person.js';
import { commonActions } from './support/definition.js';
import type { Definition } from './support/definition.js';
import { definitionOf } from './support/registry.js';

type Route = (typeof AdminRouter)['routes'][number];
type Controller = Record<string, (request: ActionRequest, response: Response) => Promise<unknown>>;

/** The bundle is made ahead, and many rows at once are worked on through actions of the table. */
const unused: ReadonlySet<string> = new Set(['bundleComponents', 'bulkAction', 'search']);

/** AdminJS's own routes on our Express: its controllers, behind our checks, with our answers. */
export function openAdminJs(router: Router, admin: AdminJS): void {
  for (const route of AdminRouter.routes) {
    if (unused.has(route.action)) continue;
    const path = convertToExpressRoute(route.path) || '/';
    const handle = handler(admin, route);
    if (route.method === 'GET') router.get(path, handle);
    if (route.method === 'POST') router.post(path, handle);
  }
}

function handler(admin: AdminJS, route: Route): RequestHandler {
  const isPage = !route.path.startsWith('/api');
  return async (request, response) => {
    const person = signedIn(request);
    refuseUnknown(request, person);
    const Made = route.Controller as new (parts: { admin: AdminJS }, currentAdmin: CurrentAdmin) => Controller;
    const controller = new Made({ admin }, isPage ? withNavigation(person) : person);
    const answer = await controller[route.action]?.(requestFor(request, isPage), response);
    if (response.headersSent) return;
    response.set('Cache-Control', 'no-store');
    if (isPage) response.type('html').send(pageOf(String(answer), person, response));
    else response.status(statusOf(answer)).json(answer);
  };
}

/** What only the page itself needs of the person. */
const withNavigation = (person: Person): CurrentAdmin => ({
  ...person,
  navigation: navigationFor(person),
  words: words(person.language),
});

/** What AdminJS would answer with an error of its own, or with more than it should say. */
function refuseUnknown({ params }: Request, person: Person): void {
  const { resourceId, pageName } = params;
  if (pageName !== undefined && !allPages().some(({ name }) => name === pageName)) throw new NotFound('page');
  if (resourceId === undefined) return;
  const definition = definitionOf(String(resourceId));
  if (!definition) throw new NotFound('page');
  if (!definition.see(person.actor)) throw new NotAllowed();
  if (!isAction(definition, String(params['action'] ?? 'list'))) throw new NotFound('action');
}

const isAction = ({ actions = {}, panels = {} }: Definition, name: string): boolean =>
  commonActions.includes(name) ||
  Object.hasOwn(panels, name) ||
  Object.hasOwn(actions, name) ||
  (name.endsWith('Selected') && actions[name.slice(0, -8)]?.isBulk === true);

/** Page routes only need to know where they are; what AdminJS does with a query there is a redirect at most. */
function requestFor(request: Request & { fields?: Record<string, unknown> }, isPage: boolean): ActionRequest {
  return {
    params: request.params,
    query: isPage ? { recordIds: '0' } : request.query,
    payload: request.fields ?? {},
    method: request.method.toLowerCase(),
    id: requestIdOf(request),
  } as unknown as ActionRequest;
}

const pageOf = (html: string, person: Person, response: Response): string =>
  fitToServe(html, {
    nonce: nonceOf(response),
    theme: person.theme,
    mayUse: (resourceId, action) => mayUse(person, resourceId, action),
  });

function mayUse({ actor }: Person, resourceId: string, name?: string): boolean {
  const definition = definitionOf(resourceId);
  const action = name === undefined ? undefined : definition?.actions?.[name];
  return definition?.see(actor) === true && (action?.allow(actor) ?? true);
}

/** AdminJS says "forbidden" and "not found" with status 200; an answer's status should tell. */
function statusOf(answer: unknown): number {
  const notice = (answer as { notice?: { type?: string; message?: string } } | null)?.notice;
  if (notice?.type !== 'error') return 200;
  return /cannot be found/.test(notice.message ?? '') ? 404 : 403;
}
