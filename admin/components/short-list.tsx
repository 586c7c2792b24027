import { Link } from 'react-router-dom';
import { Empty } from './empty.js';
import { figure } from './lib/format.js';
import { figureName, figureSource, figureWord } from './lib/figure-words.js';
import { Status } from './status.js';

export interface ListInfo {
  title: string;
  columns: string[];
  rows: { href: string | null; cells: string[] }[];
  empty: string;
}

const statuses = new Set(['Status', 'KYC']);
const worded = new Set(['Waiting', 'Came in', 'Why now']);

/** The first rows of what waits or stands out, each leading to its own page. */
export function ShortList({ name, title, columns, rows, empty }: ListInfo & { name: string }) {
  const said = figureName('list', name, title);
  const sides = columns.map((_column, position) => (isNumeric(rows, position) ? 'number' : undefined));
  return (
    <section className="card">
      <header>
        <h2>{said}</h2>
      </header>
      {rows.length === 0 ? (
        <Empty title={figureName('empty', name, empty)} />
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={said}>
          <table className="rows">
            <thead>
              <tr>
                {columns.map((column, position) => (
                  <th key={column} scope="col" className={sides[position]}>
                    {figureWord(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ href, cells }, index) => (
                <tr key={href ?? index}>
                  {cells.map((cell, position) => (
                    <td key={position} className={sides[position]}>
                      <Cell text={cell} column={columns[position]} href={position === 0 ? href : null} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Cell({ text, column = '', href }: { text: string; column: string | undefined; href: string | null }) {
  if (statuses.has(column)) return <Status value={text} feature="home" />;
  const said = column === 'For' ? figureSource(text) : worded.has(column) ? figureWord(text) : figure(text);
  return href ? <Link to={href}>{said}</Link> : <>{said}</>;
}

const isNumeric = (rows: ListInfo['rows'], position: number): boolean =>
  rows.every(({ cells }) => /^-?[\d.,]+( %| [A-Z]{3})?$/.test(cells[position] ?? ''));
