import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  DoughnutController,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { useEffect, useRef, useState } from 'react';
import { Empty } from './empty.js';
import { count } from './lib/format.js';
import { t } from './lib/text.js';
import { statusColour } from './status.js';

ChartJs.register(
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  DoughnutController,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
);

export interface ChartInfo {
  title: string;
  kind: 'line' | 'bar' | 'doughnut';
  unit: string;
  labels: string[];
  series: { name: string; values: (number | string)[] }[];
}

/** Okabe and Ito's palette: told apart by people of every colour vision. */
const palette = ['#0072B2', '#E69F00', '#009E73', '#D55E00', '#CC79A7', '#56B4E9', '#F0E442', '#6b7785'];

/** Every chart of the panel: legend that toggles, axes with units, bars from zero, and the same figures as a table. */
export function Chart(info: ChartInfo) {
  const [isTable, setTable] = useState(false);
  const isEmpty = info.series.every(({ values }) => values.every((value) => Number(value) === 0));
  return (
    <section className="card">
      <header>
        <h2>{info.title}</h2>
        <button
          type="button"
          className="button small quiet"
          aria-pressed={isTable}
          onClick={() => {
            setTable(!isTable);
          }}
        >
          {t(isTable ? 'panel.chart.chart' : 'panel.chart.table')}
        </button>
      </header>
      {isEmpty ? (
        <Empty title={t('panel.chart.empty')} hint={t('panel.chart.emptyHint')} />
      ) : isTable ? (
        <Table {...info} />
      ) : (
        <Canvas {...info} />
      )}
    </section>
  );
}

function Canvas(info: ChartInfo) {
  const ref = useRef<HTMLCanvasElement>(null);
  const key = JSON.stringify(info);
  useEffect(() => {
    if (!ref.current) return undefined;
    const chart = new ChartJs(ref.current, configuration(info, getComputedStyle(ref.current)));
    return () => {
      chart.destroy();
    };
  }, [key]);
  return (
    <div className="chart-box">
      <canvas ref={ref} role="img" aria-label={`${info.title}: ${info.series.map(({ name }) => name).join(', ')}`} />
    </div>
  );
}

function configuration(info: ChartInfo, style: CSSStyleDeclaration): ChartConfiguration {
  const text = style.getPropertyValue('--muted').trim();
  const grid = style.getPropertyValue('--line').trim();
  const isRound = info.kind === 'doughnut';
  ChartJs.defaults.font.family = style.getPropertyValue('--font') || 'system-ui';
  return {
    type: info.kind,
    data: {
      labels: info.labels.map(worded),
      datasets: info.series.map((series, index) => dataset(info, series, index, style)),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? false : { duration: 300 },
      interaction: { mode: 'index', intersect: false },
      plugins: {
        legend: {
          display: isRound || info.series.length > 1,
          position: isRound ? 'right' : 'top',
          align: isRound ? 'center' : 'end',
          labels: { color: text, boxWidth: 10, boxHeight: 10 },
        },
        tooltip: {
          callbacks: {
            label: (item) => ` ${item.dataset.label ?? item.label}: ${count(Number(item.raw))} ${info.unit}`,
          },
        },
      },
      ...(!isRound && {
        scales: {
          x: { ticks: { color: text, maxRotation: 0, autoSkipPadding: 16 }, grid: { display: false } },
          y: {
            beginAtZero: true,
            title: { display: true, text: info.unit, color: text },
            ticks: { color: text, precision: 0, maxTicksLimit: 6 },
            grid: { color: grid },
          },
        },
      }),
    },
  };
}

function dataset(
  { kind, labels }: ChartInfo,
  { name, values }: ChartInfo['series'][number],
  index: number,
  style: CSSStyleDeclaration,
) {
  const colour = palette[index % palette.length] ?? '#0072B2';
  const common = { label: name, data: values.map(Number) };
  if (kind === 'doughnut')
    return {
      ...common,
      backgroundColor: coloursOf(labels, style),
      borderColor: style.getPropertyValue('--surface').trim(),
      borderWidth: 2,
    };
  if (kind === 'bar') return { ...common, backgroundColor: colour, borderRadius: 3, maxBarThickness: 36 };
  const pointRadius = values.length > 40 ? 0 : 2;
  return { ...common, borderColor: colour, backgroundColor: colour, borderWidth: 2, pointRadius, tension: 0 };
}

/** Statuses keep their colours here too; anything else takes the palette's. */
const coloursOf = (labels: readonly string[], style: CSSStyleDeclaration): string[] =>
  labels.map((label, index) => {
    const own = statusColour(label);
    return own ? style.getPropertyValue(own).trim() : (palette[index % palette.length] ?? '#0072B2');
  });

const worded = (label: string): string => (statusColour(label) ? t(`panel.status.${label}`) : label);

const Table = ({ title, labels, series, unit }: ChartInfo) => (
  <div className="chart-table" tabIndex={0} role="region" aria-label={title}>
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{title}</span>
          </th>
          {series.map(({ name }) => (
            <th key={name} scope="col" className="number">
              {name} {unit ? `(${unit})` : ''}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((text, row) => (
          <tr key={text}>
            <th scope="row">{worded(text)}</th>
            {series.map(({ name, values }) => (
              <td key={name} className="number">
                {count(Number(values[row] ?? 0))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
