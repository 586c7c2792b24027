import { Icon } from './icon.js';
import { count } from './lib/format.js';
import type { Change, Listed } from './lib/list-state.js';
import { t } from './lib/text.js';

interface Props {
  meta: Listed['meta'];
  shown: number;
  page: number;
  change(changes: Change): void;
}

/** First, previous, next, last: every page is as quick as the first, because none is counted to. */
export function Pages({ meta, shown, page, change }: Props) {
  const first = (page - 1) * meta.perPage + 1;
  const isKnown = page > 0;
  return (
    <nav className="pages" aria-label={t('panel.list.pages')}>
      <span>
        {isKnown && shown > 0
          ? t('panel.list.range', { first: count(first), last: count(first + shown - 1), total: totalText(meta) })
          : totalText(meta)}
      </span>
      <span className="spacer" />
      <Button
        icon="ChevronsLeft"
        word="first"
        isOff={meta.previous === null}
        go={() => {
          change({});
        }}
      />
      <Button
        icon="ChevronLeft"
        word="previous"
        isOff={meta.previous === null}
        go={() => {
          change({ before: meta.previous ?? undefined, page: isKnown ? String(page - 1) : '0' });
        }}
      />
      <Button
        icon="ChevronRight"
        word="next"
        isOff={meta.next === null}
        go={() => {
          change({ after: meta.next ?? undefined, page: isKnown ? String(page + 1) : '0' });
        }}
      />
      <Button
        icon="ChevronsRight"
        word="last"
        isOff={meta.next === null}
        go={() => {
          change({ last: '1', page: '0' });
        }}
      />
    </nav>
  );
}

export const totalText = ({ total, totalIs }: Pick<Listed['meta'], 'total' | 'totalIs'>): string =>
  t(`panel.list.total.${totalIs}`, { total: count(total) });

const Button = ({ icon, word, isOff, go }: { icon: string; word: string; isOff: boolean; go(): void }) => (
  <button type="button" className="button small" disabled={isOff} onClick={go} aria-label={t(`panel.list.${word}`)}>
    <Icon name={icon} />
  </button>
);
