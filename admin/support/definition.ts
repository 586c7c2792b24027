import type { Model, ModelStatic, WhereOptions } from 'sequelize';
import type { Actor } from '../../src/core/actor.js';
import type { Policy } from '../../src/core/policy.js';
import type { Person } from '../person.js';
import type { Column, ColumnHint } from './column.js';
import type { PanelAction } from './panel-action.js';

export type Scope = (actor: Actor) => WhereOptions | Promise<WhereOptions>;

/** Rows of another resource that belong to this one, listed on its record page. */
export interface Related {
  resource: string;
  /** The other resource's filter that holds this row's id (or, with `from`, that column of this row). */
  by: string;
  from?: string;
}

export type Panel<M extends Model> = (row: M, person: Person) => Promise<unknown>;

/** Tells of each row which columns a file leaves empty. */
export type Withheld<M extends Model> = (actor: Actor) => Promise<(row: M) => readonly string[]>;

/** What `admin/resources/<table>.ts` says about a table; everything else follows from it. */
export interface ResourceSpec<M extends Model> {
  /** In addresses; the table's name where a table stands there once. */
  id?: string;
  row: ModelStatic<M>;
  /** Where it stands in the navigation. */
  group: Group;
  icon: string;
  /** Who opens it at all; which rows they then see is `scope`. */
  see: Policy;
  scope: Scope;
  /** How one row is called: a column, or SQL over the table's columns. */
  title: string | { sql: string };
  list: readonly string[];
  show?: readonly string[];
  filters?: readonly string[];
  /** Text columns that the search box looks into. */
  search?: readonly string[];
  columns?: Readonly<Record<string, ColumnHint>>;
  sort?: { by: string; direction: 'asc' | 'desc' };
  actions?: Readonly<Record<string, PanelAction<M>>>;
  related?: readonly Related[];
  /** Tabs of the record page with data of their own; `record-panels.tsx` draws them. */
  panels?: Readonly<Record<string, Panel<M>>>;
  /** What an export leaves out of some rows, as things stand at this moment. */
  withheld?: Withheld<M>;
  /** Who learns the names of rows outside the scope, where a name is no secret; left out: nobody. */
  names?: Scope;
  /** Only reached from other records and pages. */
  isHidden?: boolean;
}

/** What every table answers to, besides its own commands. */
export const commonActions: readonly string[] = [
  'list',
  'show',
  'search',
  'export',
  'history',
  'new',
  'edit',
  'delete',
  'bulkDelete',
];

export const groups = ['work', 'sales', 'people', 'network', 'money', 'tracking', 'settings', 'system'] as const;
export type Group = (typeof groups)[number];

/** A resource as the panel works with it. */
export interface Definition<M extends Model = Model> extends ResourceSpec<M> {
  id: string;
  /** Every declared column by name: those of the list, the record page and the filters. */
  known: ReadonlyMap<string, Column>;
  shown: readonly string[];
}
