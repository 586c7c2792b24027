import { useState } from 'react';
import { BulkDialog } from './bulk-dialog.js';
import { CommandButton } from './command-button.js';
import { FilterChips } from './filter-chips.js';
import { Filters } from './filters.js';
import { Icon } from './icon.js';
import { search } from './lib/api.js';
import { filtersIn, nobody, useList, useSelection, useWish } from './lib/list-state.js';
import type { Change } from './lib/list-state.js';
import type { ResourceInfo } from './lib/session.js';
import { t } from './lib/text.js';
import { Listing } from './listing.js';
import { SearchBox } from './search-box.js';

type Wish = Readonly<Record<string, string>>;

/** One table: search, filters, rows, pages, and what can be done with what is ticked. */
export function List({ info }: { info: ResourceInfo }) {
  const { wish, change } = useWish();
  const loaded = useList(info.id, wish);
  const chosen = useSelection(JSON.stringify(wish));
  const [bulk, setBulk] = useState<string | null>(null);
  return (
    <main className="page">
      <Head info={info} wish={wish} reload={loaded.reload} />
      <section className={`card${loaded.isLoading && loaded.data ? ' busy' : ''}`} aria-busy={loaded.isLoading}>
        <Toolbar info={info} wish={wish} change={change} />
        <Listing info={info} wish={wish} loaded={loaded} chosen={chosen} change={change} start={setBulk} />
      </section>
      {bulk === null ? null : (
        <BulkDialog
          info={info}
          action={bulk}
          selection={chosen.selection}
          wish={wish}
          close={() => setBulk(null)}
          done={() => {
            chosen.setSelection(nobody);
            loaded.reload();
          }}
        />
      )}
    </main>
  );
}

const Head = ({ info, wish, reload }: { info: ResourceInfo; wish: Wish; reload: () => void }) => (
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

function Toolbar({ info, wish, change }: { info: ResourceInfo; wish: Wish; change(changes: Change): void }) {
  const [isFiltering, setFiltering] = useState(false);
  const filters = filtersIn(wish);
  return (
    <>
      <div className="toolbar">
        {info.hasSearch ? <SearchBox value={wish['q'] ?? ''} change={change} /> : null}
        {info.filters.length > 0 ? (
          <button
            type="button"
            className="button"
            aria-expanded={isFiltering}
            onClick={() => setFiltering(!isFiltering)}
          >
            <Icon name="Filter" />
            {t('panel.list.filters')}
          </button>
        ) : null}
        <FilterChips info={info} filters={filters} change={change} />
      </div>
      {isFiltering ? <Filters key={JSON.stringify(filters)} info={info} filters={filters} change={change} /> : null}
    </>
  );
}
