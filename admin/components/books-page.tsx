import { Icon } from './icon.js';
import { count } from './lib/format.js';
import { useLoaded } from './lib/load.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { Screen } from './screen.js';
import { Status } from './status.js';
import { Moment } from './value.js';

interface Check {
  name: string;
  promise: string;
  rows: string[];
}

interface Books {
  checks: Check[];
  took_ms: number;
  at: string;
}

/** The invariants of the books, green or red with the rows that break them. */
export const BooksPage = () => {
  const loaded = useLoaded<Books>('/pages/books');
  const refresh = (
    <button type="button" className="button" onClick={loaded.reload} disabled={loaded.isLoading}>
      <Icon name="RefreshCw" />
      {t('books.again')}
    </button>
  );
  return (
    <Screen title={t('panel.page.books')} loaded={loaded} head={refresh}>
      {({ checks, took_ms, at }) => (
        <>
          <Verdict checks={checks} />
          <section className="card">
            {brokenFirst(checks).map((check) => (
              <Line key={check.name} {...check} />
            ))}
          </section>
          <p className="muted" style={{ marginTop: 8 }}>
            {t('books.took', { checks: checks.length, ms: count(took_ms) })} <Moment iso={at} />
          </p>
        </>
      )}
    </Screen>
  );
};

const brokenFirst = (checks: readonly Check[]): Check[] => [...checks].sort((a, b) => b.rows.length - a.rows.length);

function Verdict({ checks }: { checks: readonly Check[] }) {
  const broken = checks.filter(({ rows }) => rows.length > 0).length;
  return (
    <p className={`verdict ${broken === 0 ? 'good' : 'bad'}`} role="status">
      <Icon name={broken === 0 ? 'CheckCircle' : 'AlertTriangle'} size={20} />
      {broken === 0 ? t('books.balance') : t('books.broken', { broken, checks: checks.length })}
    </p>
  );
}

const Line = ({ name, promise, rows }: Check) => (
  <div className="check-line">
    <Status value={rows.length === 0 ? 'ok' : 'broken'} feature="books" />
    <div className="grow">
      <div>{session.words[`books.promise.${name}`] ?? promise}</div>
      <code className="muted">{name}</code>
      {rows.length > 0 ? (
        <pre className="document" tabIndex={0}>
          {rows.join('\n')}
        </pre>
      ) : null}
    </div>
  </div>
);
