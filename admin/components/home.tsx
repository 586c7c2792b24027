import { Chart } from './chart.js';
import type { ChartInfo } from './chart.js';
import { RangeBar, rangeOf } from './range-bar.js';
import { figureName, figureWord } from './lib/figure-words.js';
import { useWish } from './lib/list-state.js';
import { useLoaded } from './lib/load.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { ShortList } from './short-list.js';
import type { ListInfo } from './short-list.js';
import { Tile } from './tile.js';
import type { TileInfo } from './tile.js';

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
              <Tile key={key} {...tile} label={figureName('tile', key, tile.label)} />
            ))}
          </div>
          <div className="boards">
            {data.charts.map(({ key, ...chart }) => (
              <Chart key={key} {...said(key, chart)} />
            ))}
            {data.lists.map(({ key, ...list }) => (
              <ShortList key={key} name={key} {...list} />
            ))}
          </div>
        </div>
      ) : null}
    </main>
  );
};

/** Charts whose labels are words of ours and not days or names. */
const worded = new Set(['funnel', 'payout_ages', 'prospects_per_team']);

/** A chart's figures with their words in the reader's language. */
function said(key: string, chart: ChartInfo): ChartInfo {
  const title = figureName('chart', key, chart.title);
  return {
    ...chart,
    title,
    unit: figureWord(chart.unit),
    labels: worded.has(key) ? chart.labels.map(figureWord) : chart.labels,
    series: chart.series.map((one) => ({
      ...one,
      name: one.name === chart.title ? title : figureWord(one.name),
    })),
  };
}
