import type { Action, ActionContext, ActionResponse, ResourceWithOptions } from 'adminjs';
import type { Model, ModelStatic } from 'sequelize';
import { columnOf } from './column.js';
import type { Column } from './column.js';
import { commonActions } from './definition.js';
import type { Definition, ResourceSpec } from './definition.js';
import { exportRows } from './export-rows.js';
import { history } from './history.js';
import { listRows } from './list-rows.js';
import type { PanelAction } from './panel-action.js';
import { register } from './registry.js';
import { runOnMany } from './run-on-many.js';
import { runOnRecord, runOnTable } from './run-command.js';
import { ScopedResource, personIn, rowOf } from './scoped-resource.js';
import { searchRows } from './search-rows.js';
import { showPanel, showRow } from './show-row.js';

type PanelOption = Partial<Action<ActionResponse>>;

/** A table in the panel: what to list, who sees which rows, and which commands are its actions. */
export function resource<M extends Model>(
  row: ModelStatic<M>,
  spec: Omit<ResourceSpec<M>, 'row'>,
): ResourceWithOptions {
  const definition = define(erased(row, spec));
  register(definition);
  return { resource: ScopedResource.of(definition), options: { id: definition.id, actions: actionsOf(definition) } };
}

/** Inside, rows are just rows: what a spec reads of its own kind of row it gets from that very table. */
const erased = (row: unknown, spec: unknown): ResourceSpec<Model> => ({
  ...(spec as ResourceSpec<Model>),
  row: row as ModelStatic<Model>,
});

function define(spec: ResourceSpec<Model>): Definition {
  const { row, list, show = [], filters = [], columns = {}, search = [] } = spec;
  refuseTaken(spec);
  const shown = [...new Set(['id', ...list, ...show])];
  const names = new Set([...shown, ...filters, ...search]);
  const known = new Map<string, Column>([...names].map((name) => [name, columnOf(row, name, columns[name])]));
  return { ...spec, id: spec.id ?? row.tableName, known, shown };
}

/** A command under a name that every table answers to would never be reached. */
function refuseTaken({ row, actions = {}, panels = {} }: ResourceSpec<Model>): void {
  const taken = [...Object.keys(actions), ...Object.keys(panels)].find((name) => commonActions.includes(name));
  if (taken) throw new Error(`${row.name}: "${taken}" is what every table has already.`);
}

/** These write past every rule; switched off they refuse the POST too. */
const off: PanelOption = { isAccessible: false, isVisible: false };

function actionsOf(definition: Definition): Record<string, PanelOption> {
  const seen: PanelOption = { isAccessible: (context) => isSeen(definition, context) };
  return {
    new: off,
    edit: off,
    delete: off,
    bulkDelete: off,
    list: {
      ...seen,
      handler: listRows(definition),
      component: 'ResourceRoute',
      showFilter: false,
      hideActionHeader: true,
      custom: describe(definition),
    },
    show: { ...seen, handler: showRow(definition) as never, component: 'RecordActionRoute', hideActionHeader: true },
    search: { ...seen, handler: searchRows(definition) },
    export: { ...seen, actionType: 'resource', isVisible: false, handler: exportRows(definition) as never },
    ...Object.fromEntries(
      Object.entries(definition.panels ?? {}).map(([name, read]) => [
        name,
        { ...seen, actionType: 'record', isVisible: false, handler: showPanel(read) as never },
      ]),
    ),
    history: { ...seen, actionType: 'record', isVisible: false, handler: history(definition) as never },
    ...Object.fromEntries(
      Object.entries(definition.actions ?? {}).flatMap(([name, action]) => commandsOf(definition, name, action)),
    ),
  };
}

/** The AdminJS actions of one command: on its record or table, and, with `bulk`, on many rows. */
function commandsOf(definition: Definition, name: string, action: PanelAction): [string, PanelOption][] {
  const common: PanelOption = {
    component: 'RecordActionRoute',
    hideActionHeader: true,
    isAccessible: (context) => isAllowed(definition, action, context),
    isVisible: (context) => isOffered(action, context),
  };
  const single: PanelOption =
    action.on === 'record'
      ? { ...common, actionType: 'record', handler: runOnRecord(definition, action) as never }
      : { ...common, actionType: 'resource', handler: runOnTable(action) as never };
  const many: PanelOption = {
    ...common,
    actionType: 'resource',
    isVisible: false,
    handler: runOnMany(definition, action) as never,
  };
  return [
    ...(action.on === 'many' ? [] : [[name, single] as [string, PanelOption]]),
    ...(action.isBulk ? [[`${name}Selected`, many] as [string, PanelOption]] : []),
  ];
}

function isSeen({ see }: Definition, context: ActionContext): boolean {
  const person = personIn(context);
  return person !== undefined && see(person.actor);
}

function isAllowed(definition: Definition, { allow }: PanelAction, context: ActionContext): boolean {
  const actor = personIn(context)?.actor;
  return actor !== undefined && isSeen(definition, context) && allow(actor);
}

/** Whether a button makes sense; pressed all the same, the command says in its own words why not. */
function isOffered({ when }: PanelAction, context: ActionContext): boolean {
  const actor = personIn(context)?.actor;
  return actor !== undefined && (!context.record || when(rowOf(context.record), actor));
}

/** What the list and record pages need to know of the table, once, in the page's state. */
const describe = ({
  known,
  list,
  shown,
  filters = [],
  search = [],
  sort,
  actions = {},
  related = [],
  panels = {},
  group,
  icon,
  isHidden,
}: Definition) => ({
  columns: Object.fromEntries(
    [...known.values()].map(({ sql, ...column }) => [column.name, { ...column, isComputed: sql !== undefined }]),
  ),
  list,
  shown,
  filters,
  hasSearch: search.length > 0,
  sort: sort ?? { by: 'createdAt', direction: 'desc' },
  actions: Object.fromEntries(
    Object.entries(actions).map(([name, { on, look, icon: sign, isBulk }]) => [name, { on, look, icon: sign, isBulk }]),
  ),
  related,
  panels: Object.keys(panels),
  group,
  icon,
  isHidden: isHidden === true,
});
