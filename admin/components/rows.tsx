import { RowHead } from './row-head.js';
import { Row } from './row.js';
import type { Change, Listed, Selection } from './lib/list-state.js';
import type { ColumnInfo, ResourceInfo } from './lib/session.js';

export interface RowsProps {
  info: ResourceInfo;
  listed: Listed;
  selection: Selection;
  toggle(id: string): void;
  select(selection: Selection): void;
  change(changes: Change): void;
  reload(): void;
}

/** The table itself; on a phone each row becomes a card. */
export function Rows(props: RowsProps) {
  const { listed } = props;
  if (listed.records.length === 0) return null;
  return (
    <div className="table-scroll">
      <table className="rows cards">
        <RowHead {...props} />
        <tbody>
          {listed.records.map((row) => (
            <Row key={row.id} {...props} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const columnsOf = ({ list, columns }: ResourceInfo): ColumnInfo[] =>
  list.map((name) => columns[name]).filter((column) => column !== undefined);

export const hasBulk = ({ actions }: ResourceInfo): boolean => Object.values(actions).some(({ isBulk }) => isBulk);
