import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { CommandButton } from './command-button.js';
import { Facts } from './facts.js';
import { History } from './history.js';
import { RecordPanel } from './record-panels.js';
import { RelatedList } from './related-list.js';
import { useLoaded } from './lib/load.js';
import type { RecordInfo } from './lib/record.js';
import { resourceInfo } from './lib/session.js';
import type { ResourceInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { Tabs } from './tabs.js';
import { Status } from './status.js';

/** One record: what it is, what belongs to it, who did what to it. */
export function Record({ info, id }: { info: ResourceInfo; id: string }) {
  const { data, fault, reload } = useLoaded<{ record: RecordInfo }>(`/resources/${info.id}/records/${id}/show`);
  if (fault)
    return (
      <main className="page">
        <p className="alert" role="alert">
          {fault}
        </p>
      </main>
    );
  if (!data)
    return (
      <main className="page">
        <p className="muted">{t('panel.form.loading')}</p>
      </main>
    );
  return (
    <main className="page">
      <Head info={info} record={data.record} reload={reload} />
      <div className="record">
        <Facts info={info} record={data.record} />
        <Below key={JSON.stringify(data.record.values)} info={info} record={data.record} />
      </div>
    </main>
  );
}

function Head({ info, record, reload }: { info: ResourceInfo; record: RecordInfo; reload(): void }) {
  const navigate = useNavigate();
  const offered = new Set(record.recordActions.map(({ name }) => name));
  const { status } = record.values;
  return (
    <>
      <p className="crumbs">
        <Link to={`/admin/resources/${info.id}`}>{t(`${info.id}.list.title`)}</Link>
      </p>
      <div className="page-head">
        <h1>{record.title}</h1>
        {typeof status === 'string' ? <Status value={status} feature={info.id} /> : null}
        <span className="spacer" />
        {Object.entries(info.actions)
          .filter(([name, { on }]) => on === 'record' && offered.has(name))
          .map(([name, action]) => (
            <CommandButton
              key={name}
              resource={info.id}
              recordId={record.id}
              name={name}
              action={action}
              done={(outcome) => {
                if (outcome.record?.isGone) navigate(`/admin/resources/${info.id}`);
                else reload();
              }}
            />
          ))}
      </div>
    </>
  );
}

/** What belongs to the record, in tabs; the last is always its history. */
function Below({ info, record }: { info: ResourceInfo; record: RecordInfo }) {
  const related = info.related.filter(
    ({ resource, by }) => resourceInfo(resource) && (record.links[`${resource}.${by}`] ?? null) !== null,
  );
  const names = [...info.panels, ...related.map(({ resource, by }) => `${resource}.${by}`), 'history'];
  const [tab, setTab] = useState(names[0] ?? 'history');
  const relation = related.find(({ resource, by }) => `${resource}.${by}` === tab);
  return (
    <section className="card">
      <Tabs names={names} current={tab} choose={setTab} labelOf={(name) => tabLabel(info, name)} />
      {info.panels.includes(tab) ? <RecordPanel resource={info.id} id={record.id} name={tab} /> : null}
      {relation ? (
        <RelatedList key={tab} resource={relation.resource} by={relation.by} value={String(record.links[tab])} />
      ) : null}
      {tab === 'history' ? <History info={info} id={record.id} /> : null}
    </section>
  );
}

const tabLabel = (info: ResourceInfo, name: string): string =>
  name.includes('.')
    ? t([`${info.id}.related.${name.replace('.', '_')}`, `${name.split('.')[0] ?? ''}.list.title`])
    : label(info.id, 'tab', name);
