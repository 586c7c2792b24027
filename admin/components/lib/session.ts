import type { ReduxState } from 'adminjs';

// The page's state is written into it once by the server; nothing here changes while the page lives.

interface Program {
  id: number;
  name: string;
  currency: string;
  timeZone: string;
}

export interface NavigationGroup {
  group: string;
  items: { key: string; kind: 'resource' | 'page'; icon: string; href: string }[];
}

export interface Session {
  id: string;
  name: string;
  email: string;
  role: string;
  program: Program | null;
  programs: Program[];
  language: 'en' | 'hi';
  theme: 'system' | 'light' | 'dark';
  navigation: NavigationGroup[];
  /** Every text of the language by its key. */
  words: Readonly<Record<string, string>>;
}

export interface ColumnInfo {
  name: string;
  kind: string;
  of?: string;
  values?: string[];
  currency?: string;
  isComputed: boolean;
}

export interface ActionInfo {
  on: 'record' | 'resource' | 'many';
  look: 'primary' | 'danger' | 'plain';
  icon: string;
  isBulk: boolean;
}

export interface ResourceInfo {
  id: string;
  columns: Record<string, ColumnInfo>;
  list: string[];
  shown: string[];
  filters: string[];
  hasSearch: boolean;
  sort: { by: string; direction: 'asc' | 'desc' };
  actions: Record<string, ActionInfo>;
  related: { resource: string; by: string }[];
  panels: string[];
  group: string;
  icon: string;
}

const state = (window as unknown as { REDUX_STATE: ReduxState }).REDUX_STATE;

export const session = state.session as unknown as Session;

const resources = new Map(state.resources.map((one) => [one.id, infoOf(one)]));

/** What the panel knows of a table; undefined when this person may not open it. */
export const resourceInfo = (id: string): ResourceInfo | undefined => resources.get(id);

function infoOf({ id, actions }: ReduxState['resources'][number]): ResourceInfo {
  const described = actions.find(({ name }) => name === 'list')?.custom as Omit<ResourceInfo, 'id'>;
  const usable = new Set(actions.map(({ name }) => name));
  const mine = Object.entries(described.actions).filter(([name]) => usable.has(name));
  return { ...described, id, actions: Object.fromEntries(mine) };
}
