import { useState } from 'react';
import { BulkDialog } from './bulk-dialog.js';
import { CommandButton } from './command-button.js';
import { Empty } from './empty.js';
import { FilterChips } from './filter-chips.js';
import { Filters } from './filters.js';
import { Icon } from './icon.js';
import { search } from './lib/api.js';
import { filtersIn, nobody, useList, useSelection, useWish } from './lib/list-state.js';
import type { ResourceInfo } from './lib/session.js';
import { t } from './lib/text.js';
import { Pages } from './pages.js';
import { Rows } from './rows.js';
import { SearchBox } from './search-box.js';
import { SelectionBar } from './selection-bar.js';

/** One table: search, filters, rows, pages, and what can be done with what is ticked. */
export function List({ info }: { info: ResourceInfo }) {
  const { wish, change } = useWish();
  const { data, fault, isLoading, reload } = useList(info.id, wish);
  const { selection, setSelection, toggle } = useSelection(JSON.stringify(wish));
  const [isFiltering, setFiltering] = useState(false);
  const [bulk, setBulk] = useState<string | null>(null);
  const filters = filtersIn(wish);
  return (
    <main className="page">
      <Head info={info} wish={wish} reload={reload} />
      {fault ? (
        <p className="alert" role="alert">
          {fault}
        </p>
      ) : null}
      <section className={`card${isLoading && data ? ' busy' : ''}`} aria-busy={isLoading}>
        <div className="toolbar">
          {info.hasSearch ? <SearchBox value={wish['q'] ?? ''} change={change} /> : null}
          {info.filters.length > 0 ? (
            <button
              type="button"
              className="button"
              aria-expanded={isFiltering}
              onClick={() => {
                setFiltering(!isFiltering);
              }}
            >
              <Icon name="Filter" />
              {t('panel.list.filters')}
            </button>
          ) : null}
          <FilterChips info={info} filters={filters} change={change} />
        </div>
        {isFiltering ? <Filters key={JSON.stringify(filters)} info={info} filters={filters} change={change} /> : null}
        {selection.ids.size > 0 && data ? (
          <SelectionBar info={info} listed={data} selection={selection} select={setSelection} start={setBulk} />
        ) : null}
        {data ? (
          <Rows
            info={info}
            listed={data}
            selection={selection}
            toggle={toggle}
            select={setSelection}
            change={change}
            reload={reload}
          />
        ) : null}
        {data?.records.length === 0 ? (
          <Nothing info={info} isFiltered={Object.keys(filters).length > 0 || Boolean(wish['q'])} />
        ) : null}
        {data ? (
          <Pages meta={data.meta} shown={data.records.length} page={Number(wish['page'] ?? 1)} change={change} />
        ) : null}
      </section>
      {bulk ? (
        <BulkDialog
          info={info}
          action={bulk}
          selection={selection}
          wish={wish}
          close={() => {
            setBulk(null);
          }}
          done={() => {
            setSelection(nobody);
            reload();
          }}
        />
      ) : null}
    </main>
  );
}

const Head = ({ info, wish, reload }: { info: ResourceInfo; wish: Record<string, string>; reload: () => void }) => (
  <div className="page-head">
    <h1>{t(`${info.id}.list.title`)}</h1>
    <span className="spacer" />
    <a
      className="button"
      href={`/admin/api/resources/${info.id}/actions/export${search({ ...filtersIn(wish), q: wish['q'] })}`}
      download
    >
      <Icon name="Download" />
      {t('panel.list.export')}
    </a>
    {Object.entries(info.actions)
      .filter(([, { on }]) => on === 'resource')
      .map(([name, action]) => (
        <CommandButton key={name} resource={info.id} name={name} action={action} done={reload} />
      ))}
  </div>
);

const Nothing = ({ info, isFiltered }: { info: ResourceInfo; isFiltered: boolean }) =>
  isFiltered ? (
    <Empty title={t('panel.list.noMatch')} hint={t('panel.list.noMatchHint')} />
  ) : (
    <Empty
      title={t([`${info.id}.list.empty`, 'panel.list.empty'])}
      hint={t([`${info.id}.list.emptyHint`, 'panel.list.emptyHint'])}
    />
  );
