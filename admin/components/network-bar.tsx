import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { count } from './lib/format.js';
import { useLoaded } from './lib/load.js';
import type { Match, Opening } from './lib/network.js';
import { t } from './lib/text.js';

interface Props {
  opening: Opening;
  top: number | null;
  go(changes: Record<string, string | undefined>): void;
  show(id: number, lift?: number): void;
}

/** Which tree, from whom on, and a way to find somebody in it. */
export const NetworkBar = ({ opening: { tree, roots }, top, go, show }: Props) => (
  <div className="network-bar">
    <div className="segments" role="group" aria-label={t('network.tree')}>
      {(['placement', 'sponsor'] as const).map((key) => (
        <button key={key} type="button" aria-pressed={key === tree} onClick={() => go({ tab: key })}>
          {t(`network.${key}`)}
        </button>
      ))}
    </div>
    <FindMember show={show} />
    {roots.length > 1 ? (
      <select aria-label={t('network.roots')} value="" onChange={({ target }) => show(Number(target.value), 0)}>
        <option value="">{t('network.rootsOf', { count: count(roots.length) })}</option>
        {roots.map(({ memberId, name }) => (
          <option key={memberId} value={memberId} disabled={memberId === top}>
            {name} · #{memberId}
          </option>
        ))}
      </select>
    ) : null}
  </div>
);

/** Whoever is chosen is shown where he stands, with those above him. */
function FindMember({ show }: Pick<Props, 'show'>) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = useFound(typed);
  const take = (match: Match | undefined): void => {
    if (!match) return;
    setTyped('');
    show(match.memberId);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setAt(Math.min(at + 1, (found?.length ?? 1) - 1)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    Enter: () => take(found?.[at]),
    Escape: () => setTyped(''),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = keys[event.key];
    if (!act || typed === '') return;
    event.preventDefault();
    act();
  };
  return (
    <div className="suggest network-find">
      <input
        type="search"
        role="combobox"
        aria-label={t('network.find')}
        aria-expanded={found !== undefined}
        aria-controls={listId}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={t('network.find')}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found ? <Matches id={listId} found={found} at={at} take={take} /> : null}
    </div>
  );
}

/** Who fits what was typed; undefined while nothing was, or the answer is for something else. */
function useFound(typed: string): Match[] | undefined {
  const q = typed.trim();
  const { data } = useLoaded<{ q: string; members: Match[] }>(q ? '/pages/network' : null, {
    'filters.show': 'found',
    q,
  });
  return q && data?.q === q ? data.members : undefined;
}

interface MatchesProps {
  id: string;
  found: readonly Match[];
  at: number;
  take(match: Match): void;
}

const Matches = ({ id, found, at, take }: MatchesProps) => (
  <ul id={id} role="listbox" aria-label={t('network.find')}>
    {found.map((match, index) => (
      <li key={match.memberId} role="option" aria-selected={index === at} onMouseDown={() => take(match)}>
        {match.name}{' '}
        <span className="muted">
          #{match.memberId}
          {match.externalId ? ` · ${match.externalId}` : ''}
        </span>
      </li>
    ))}
    {found.length === 0 ? (
      <li role="option" aria-selected={false} className="muted">
        {t('network.noMatch')}
      </li>
    ) : null}
  </ul>
);
