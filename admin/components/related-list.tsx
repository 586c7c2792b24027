import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Empty } from './empty.js';
import { nobody, useList } from './lib/list-state.js';
import type { Change } from './lib/list-state.js';
import { resourceInfo } from './lib/session.js';
import type { ResourceInfo } from './lib/session.js';
import { t } from './lib/text.js';
import { Pages } from './pages.js';
import { Rows } from './rows.js';

/** Rows of another table that belong to this one; the same list, narrowed to it. */
export function RelatedList({ resource, by, value }: { resource: string; by: string; value: string }) {
  const [wish, setWish] = useState<Record<string, string>>({});
  const { data, fault, reload } = useList(resource, { ...wish, perPage: '10', [`filters.${by}`]: value });
  const info = narrowed(resource, by);
  const change = (changes: Change): void => {
    setWish(
      Object.fromEntries(Object.entries(changes).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    );
  };
  if (fault) return <p className="alert">{fault}</p>;
  if (!data || !info) return <p className="empty">{t('panel.form.loading')}</p>;
  if (data.records.length === 0) return <Empty title={t([`${resource}.list.empty`, 'panel.list.empty'])} />;
  return (
    <>
      <Rows
        info={info}
        listed={data}
        selection={nobody}
        toggle={() => undefined}
        select={() => undefined}
        change={change}
        reload={reload}
      />
      <Pages meta={data.meta} shown={data.records.length} page={Number(wish['page'] ?? 1)} change={change} />
      <p className="pages">
        <Link to={`/admin/resources/${resource}?filters.${by}=${value}`}>{t('panel.list.openAll')}</Link>
      </p>
    </>
  );
}

/** Without the column that is the same in all rows, and without ticks. */
function narrowed(resource: string, by: string): ResourceInfo | undefined {
  const info = resourceInfo(resource);
  if (!info) return undefined;
  const single = Object.entries(info.actions).map(([name, action]) => [name, { ...action, isBulk: false }] as const);
  return { ...info, list: info.list.filter((name) => name !== by), actions: Object.fromEntries(single) };
}
