import { RowHead } from './row-head.js';
import { Row } from './row.js';
import type { RowsProps } from './lib/table.js';

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
