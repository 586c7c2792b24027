import { Link } from 'react-router-dom';
import { count, rate } from './lib/format.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { Money } from './value.js';

export interface TileInfo {
  label: string;
  /** Money as decimal text, counts as numbers, percent in basis points. */
  value: string | number;
  kind: 'money' | 'count' | 'percent';
  previous?: string | number | null;
  href?: string | null;
  /** What the figure says, where there is nothing to compare it with. */
  note?: string;
  /** The words of a comparison that is not one with the days before. */
  words?: string;
}

/** A figure, how it stands to the period before, and the way to the rows behind it. */
export function Tile({ label, value, kind, previous = null, href = null, note, words }: TileInfo) {
  const body = (
    <>
      <div className="label">{label}</div>
      <div className="figure">
        <Figure value={value} kind={kind} />
      </div>
      {note ? <div className="change">{note}</div> : <Comparison {...{ value, kind, previous, words }} />}
    </>
  );
  return href ? (
    <Link className="tile" to={href}>
      {body}
    </Link>
  ) : (
    <div className="tile">{body}</div>
  );
}

function Figure({ value, kind }: Pick<TileInfo, 'value' | 'kind'>) {
  if (kind === 'money') return <Money text={String(value)} currency={session.program?.currency} />;
  return <>{kind === 'percent' ? rate(Number(value)) : count(Number(value))}</>;
}

function Comparison({ value, kind, previous = null, words = 'panel.home' }: Omit<TileInfo, 'label'>) {
  if (previous === null) return <div className="change">&nbsp;</div>;
  return (
    <div className="change" title={kind === 'money' ? String(previous) : count(Number(previous))}>
      {changeText(Number(value), Number(previous), words)}
    </div>
  );
}

function changeText(now: number, before: number, words: string): string {
  if (before === 0) return t(`${words}.${now === 0 ? 'same' : 'newly'}`);
  const change = ((now - before) / Math.abs(before)) * 100;
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  return t(`${words}.change`, { change: `${sign}${Math.abs(change).toFixed(Math.abs(change) < 10 ? 1 : 0)} %` });
}
