import type { Person } from './person.js';
import { allPages } from './pages.js';
import { groups } from './support/definition.js';
import type { Group } from './support/definition.js';
import { allDefinitions } from './support/registry.js';

export interface NavigationItem {
  /** Its name is the text under `<key>.list.title` or `<key>.page.title`. */
  key: string;
  kind: 'resource' | 'page';
  icon: string;
  href: string;
}

export interface NavigationGroup {
  group: Group;
  items: NavigationItem[];
}

/** What stands in the sidebar of this person, grouped by the work it belongs to. */
export function navigationFor(person: Person): NavigationGroup[] {
  const resources = allDefinitions()
    .filter(({ see, isHidden }) => !isHidden && see(person.actor))
    .map(({ id, group, icon }) => ({
      group,
      item: { key: id, kind: 'resource' as const, icon, href: `/admin/resources/${id}` },
    }));
  const pages = allPages()
    .filter(({ see, isHidden }) => !isHidden && see(person.actor))
    .map(({ name, group, icon }) => ({
      group,
      item: { key: name, kind: 'page' as const, icon, href: `/admin/pages/${name}` },
    }));
  return groups
    .map((group) => ({
      group,
      items: [...pages, ...resources].filter((one) => one.group === group).map(({ item }) => item),
    }))
    .filter(({ items }) => items.length > 0);
}
