import { Empty } from './empty.js';
import { count } from './lib/format.js';
import { t } from './lib/text.js';

interface Props {
  title: string;
  hint?: string;
  head: string;
  rows: readonly (readonly [string, number])[];
  empty: string;
}

/** How many members there are of each: a reason, a rank. */
export const Tally = ({ title, hint, head, rows, empty }: Props) => (
  <section className="card">
    <header>
      <h2>{title}</h2>
    </header>
    {rows.length === 0 ? (
      <Empty title={empty} />
    ) : (
      <table className="rows wrapped">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="number">
              {t('runs.column.members')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([word, members]) => (
            <tr key={word}>
              <th scope="row">{word}</th>
              <td className="number">{count(members)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {hint && rows.length > 0 ? <p className="muted card-note">{hint}</p> : null}
  </section>
);
