import { Empty } from './empty.js';
import { filtersIn } from './lib/list-state.js';
import type { Change, Listed, useSelection } from './lib/list-state.js';
import type { Loaded } from './lib/load.js';
import type { ResourceInfo } from './lib/session.js';
import { t } from './lib/text.js';
import { Pages } from './pages.js';
import { Rows } from './rows.js';
import { SelectionBar } from './selection-bar.js';

interface Props {
  info: ResourceInfo;
  wish: Readonly<Record<string, string>>;
  loaded: Loaded<Listed>;
  chosen: ReturnType<typeof useSelection>;
  change(changes: Change): void;
  start(action: string): void;
}

/** The rows of a list with what is ticked and the way to other pages; or why there are none. */
export function Listing({ info, wish, loaded: { data, fault, reload }, chosen, change, start }: Props) {
  const { selection, setSelection, toggle } = chosen;
  if (fault)
    return (
      <p className="alert" role="alert">
        {fault}
      </p>
    );
  if (!data) return <p className="empty">{t('panel.form.loading')}</p>;
  const isFiltered = Object.keys(filtersIn(wish)).length > 0 || Boolean(wish['q']);
  return (
    <>
      {selection.ids.size > 0 ? (
        <SelectionBar info={info} listed={data} selection={selection} select={setSelection} start={start} />
      ) : null}
      <Rows
        info={info}
        listed={data}
        selection={selection}
        toggle={toggle}
        select={setSelection}
        change={change}
        reload={reload}
      />
      {data.records.length === 0 ? <Nothing id={info.id} isFiltered={isFiltered} /> : null}
      <Pages meta={data.meta} shown={data.records.length} page={Number(wish['page'] ?? 1)} change={change} />
    </>
  );
}

const Nothing = ({ id, isFiltered }: { id: string; isFiltered: boolean }) =>
  isFiltered ? (
    <Empty title={t('panel.list.noMatch')} hint={t('panel.list.noMatchHint')} />
  ) : (
    <Empty
      title={t([`${id}.list.empty`, 'panel.list.empty'])}
      hint={t([`${id}.list.emptyHint`, 'panel.list.emptyHint'])}
    />
  );
