import type { Seat } from './panel.js';

export interface ActionSeen {
  name: string;
  on: 'record' | 'resource' | 'many';
  isBulk: boolean;
}

export interface Resource {
  id: string;
  filters: string[];
  /** What each column is, such as `money` or `reference`. */
  kinds: Record<string, string>;
  panels: string[];
  actions: ActionSeen[];
}

interface Described {
  columns: Record<string, { kind: string }>;
  filters: string[];
  panels: string[];
  actions: Record<string, Omit<ActionSeen, 'name'>>;
}

/** The tables that a person may open, with their actions, as the panel itself tells them. */
export async function resourcesOf(seat: Seat): Promise<Resource[]> {
  const { resources } = await seat.state();
  return resources.map(({ id, actions }) => {
    const described = actions.find(({ name }) => name === 'list')?.custom as Described;
    const usable = Object.entries(described.actions).filter(([name]) =>
      actions.some((one) => one.name === name || one.name === `${name}Selected`),
    );
    return {
      id,
      filters: described.filters,
      kinds: Object.fromEntries(Object.entries(described.columns).map(([name, { kind }]) => [name, kind])),
      panels: described.panels,
      actions: usable.map(([name, action]) => ({ name, ...action })),
    };
  });
}

/** Ids of the first hundred rows that a person sees. */
export async function rowIds(seat: Seat, resource: string): Promise<string[]> {
  const { body } = await seat.get(`/admin/api/resources/${resource}/actions/list?perPage=100`);
  return body.records.map(({ id }: { id: string }) => id);
}

/** Works through a list some at a time. */
export async function inParts<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  size = 8,
): Promise<void> {
  for (let from = 0; from < items.length; from += size) await Promise.all(items.slice(from, from + size).map(work));
}
