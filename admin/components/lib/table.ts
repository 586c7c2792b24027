import type { Change, Listed, Selection } from './list-state.js';
import type { ColumnInfo, ResourceInfo } from './session.js';

/** What the table of a list is given, and hands on to its head and rows. */
export interface RowsProps {
  info: ResourceInfo;
  listed: Listed;
  selection: Selection;
  toggle(id: string): void;
  select(selection: Selection): void;
  change(changes: Change): void;
  reload(): void;
}

export const columnsOf = ({ list, columns }: ResourceInfo): ColumnInfo[] =>
  list.map((name) => columns[name]).filter((column) => column !== undefined);

export const hasBulk = ({ actions }: ResourceInfo): boolean => Object.values(actions).some(({ isBulk }) => isBulk);
