import { Link } from 'react-router-dom';
import { Chart } from './chart.js';
import type { ChartInfo } from './chart.js';
import { Empty } from './empty.js';
import { RangeBar, rangeOf } from './range-bar.js';
import { useWish } from './lib/list-state.js';
import { useLoaded } from './lib/load.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { Tile } from './tile.js';
import type { TileInfo } from './tile.js';

interface ListInfo {
  title: string;
  columns: string[];
  rows: { href: string | null; cells: string[] }[];
  empty: string;
}

interface HomeInfo {
  tiles: (TileInfo & { key: string })[];
  charts: (ChartInfo & { key: string })[];
  lists: (ListInfo & { key: string })[];
}

/** What this person's role works towards: figures with the rows behind them, charts, and what waits. */
export const Home = () => {
  const { wish, change } = useWish();
  const range = rangeOf(wish);
  const { data, fault, isLoading } = useLoaded<HomeInfo>('/dashboard', range);
  return (
    <main className="page">
      <div className="page-head">
        <h1>{t('panel.home.greeting', { name: session.name.split(' ')[0] ?? '' })}</h1>
        <span className="spacer" />
        <RangeBar range={range} change={change} />
      </div>
      {fault ? (
        <p className="alert" role="alert">
          {fault}
        </p>
      ) : null}
      {data ? (
        <div className={isLoading ? 'busy' : undefined}>
          <div className="tiles">
            {data.tiles.map(({ key, ...tile }) => (
              <Tile key={key} {...tile} />
            ))}
          </div>
          <div className="boards">
            {data.charts.map(({ key, ...chart }) => (
              <Chart key={key} {...chart} />
            ))}
            {data.lists.map(({ key, ...list }) => (
              <ShortList key={key} {...list} />
            ))}
          </div>
        </div>
      ) : null}
    </main>
  );
};

const ShortList = ({ title, columns, rows, empty }: ListInfo) => (
  <section className="card">
    <header>
      <h2>{title}</h2>
    </header>
    {rows.length === 0 ? (
      <Empty title={empty} />
    ) : (
      <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="rows">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ href, cells }, index) => (
              <tr key={href ?? index}>
                {cells.map((cell, position) => (
                  <td key={position}>{position === 0 && href ? <Link to={href}>{cell}</Link> : cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);
