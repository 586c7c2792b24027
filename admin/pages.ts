import type { AdminPages, PageContext } from 'adminjs';
import { NotAllowed } from '../src/core/errors.js';
import type { Policy } from '../src/core/policy.js';
import type { Person } from './person.js';
import type { Group } from './support/definition.js';

export interface PageRequest {
  person: Person;
  query: Readonly<Record<string, string>>;
}

/** A screen that is no list: what it shows comes from queries; what it changes goes through a resource's actions. */
export interface PanelPage {
  name: string;
  component: string;
  icon: string;
  group: Group;
  see: Policy;
  /** Only reached from other screens. */
  isHidden?: boolean;
  read(request: PageRequest): Promise<unknown>;
}

const pages: PanelPage[] = [];

/** Makes a screen known; called once by each file of `pages/`. */
export function page(spec: PanelPage): PanelPage {
  pages.push(spec);
  return spec;
}

export const allPages = (): readonly PanelPage[] => pages;

/** The screens as AdminJS registers them; their data is read only by who may see them. */
export const forAdminJs = (screens: readonly PanelPage[]): AdminPages =>
  Object.fromEntries(
    screens.map((one) => [one.name, { component: one.component, icon: one.icon, handler: handlerOf(one) }]),
  );

const handlerOf =
  ({ see, read }: PanelPage) =>
  async (
    request: { query: Record<string, string> },
    _response: unknown,
    { currentAdmin }: PageContext,
  ): Promise<unknown> => {
    const person = currentAdmin as Person | undefined;
    if (!person || !see(person.actor)) throw new NotAllowed();
    return read({ person, query: request.query });
  };
