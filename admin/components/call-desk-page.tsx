import { Link } from 'react-router-dom';
import { Dispositions } from './dispositions.js';
import type { DispositionInfo } from './lib/dispose.js';
import { Empty } from './empty.js';
import { useLoaded } from './lib/load.js';
import { label, t } from './lib/text.js';
import { Screen } from './screen.js';
import { Tile } from './tile.js';
import { Moment } from './value.js';

interface LeadInfo {
  id: number;
  name: string;
  phone: string | null;
  email: string | null;
  timeZone: string | null;
  stage: string;
  substage: string;
  score: number;
  attempts: number;
  callbackAt: string | null;
  lastCalledAt: string | null;
}

interface Desk {
  turn: 'callback' | 'new' | 'retry' | null;
  waiting: { callback: number; new: number; retry: number };
  lead: LeadInfo | null;
  history: { id: number; kind: string; note: string | null; stage: string | null; createdAt: string }[];
  dispositions: DispositionInfo[];
}

/** One lead at a time: who it is, what was said before, and one key for how the call ended. */
export const CallDeskPage = () => {
  const loaded = useLoaded<Desk>('/pages/call-desk');
  return (
    <Screen title={t('panel.page.call-desk')} loaded={loaded}>
      {({ lead, turn, waiting, history, dispositions }) => (
        <>
          <div className="tiles">
            {(['callback', 'new', 'retry'] as const).map((kind) => (
              <Tile
                key={kind}
                label={t(`desk.waiting.${kind}`)}
                value={waiting[kind]}
                kind="count"
                previous={null}
                href={null}
              />
            ))}
          </div>
          {lead ? (
            <div className="desk">
              <section className="card caller">
                <Caller lead={lead} turn={turn} />
                <Dispositions
                  key={`${String(lead.id)}/${String(lead.attempts)}`}
                  leadId={lead.id}
                  dispositions={dispositions}
                  done={loaded.reload}
                />
              </section>
              <Past history={history} />
            </div>
          ) : (
            <section className="card">
              <Empty title={t('desk.empty')} hint={t('desk.emptyHint')} />
            </section>
          )}
        </>
      )}
    </Screen>
  );
};

const Caller = ({ lead, turn }: { lead: LeadInfo; turn: Desk['turn'] }) => (
  <>
    <span className="pill approved">{t(`desk.turn.${turn ?? 'new'}`)}</span>
    <h2 className="name">
      <Link to={`/admin/resources/leads/records/${String(lead.id)}/show`}>{lead.name}</Link>
    </h2>
    {lead.phone ? (
      <p className="phone">
        <a href={`tel:${lead.phone}`}>{lead.phone}</a>
      </p>
    ) : null}
    <p className="muted">
      {label('leads', 'value', lead.stage)} · {label('leads', 'value', lead.substage)} ·{' '}
      {t('desk.score', { score: lead.score })} · {t('desk.attempts', { attempts: lead.attempts })}
      {lead.email ? ` · ${lead.email}` : ''}
    </p>
  </>
);

const Past = ({ history }: Pick<Desk, 'history'>) => (
  <section className="card">
    <header>
      <h2>{t('lead_events.list.title')}</h2>
    </header>
    {history.length === 0 ? <Empty title={t('lead_events.list.empty')} /> : null}
    <ol className="timeline">
      {history.map(({ id, kind, note, createdAt }) => (
        <li key={id}>
          <div className="line">
            <strong>{label('lead_events', 'value', kind)}</strong>
            <span className="muted">
              <Moment iso={createdAt} />
            </span>
          </div>
          {note ? <p>{note}</p> : null}
        </li>
      ))}
    </ol>
  </section>
);
