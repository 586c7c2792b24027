import type { z } from 'zod';
import type { Response } from 'express';
import type { RouteGroup } from './route.js';
import { rawRoute } from './raw-route.js';
import type { RawRouteSpec, Visit } from './raw-route.js';
import { nonceOf } from './security.js';
import { render } from './views.js';

/** What a visitor gets to see: a view with its data (and the answer's `nonce`), or another place. */
export type Shown = { view: string; data?: Readonly<Record<string, unknown>>; status?: number } | { goTo: string };

export interface PageSpec<Input extends z.ZodType> extends Omit<RawRouteSpec<Input>, 'handle'> {
  show: (visit: Visit<z.output<Input>>) => Promise<Shown> | Shown;
}

/** A page for people. A page that takes a POST takes it as a form, and only from our own pages. */
export function page<Input extends z.ZodType>(group: RouteGroup, { show, ...spec }: PageSpec<Input>): void {
  rawRoute(group, {
    ...spec,
    takes: spec.method === 'get' ? 'nothing' : 'form',
    async handle(visit) {
      await answer(visit.response, await show(visit));
    },
  });
}

async function answer(response: Response, shown: Shown): Promise<void> {
  if ('goTo' in shown) {
    response.redirect(303, shown.goTo);
    return;
  }
  const html = await render(shown.view, { ...shown.data, nonce: nonceOf(response) });
  response
    .status(shown.status ?? 200)
    .type('html')
    .send(html);
}
