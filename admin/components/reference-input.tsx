import { useEffect, useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLoaded } from './lib/load.js';
import { t } from './lib/text.js';

interface Props {
  id: string;
  name: string;
  /** The resource whose rows can be named. */
  of: string;
  where?: Readonly<Record<string, string>> | undefined;
  value: string;
  isInvalid?: boolean;
  set(value: string): void;
}

interface Found {
  records: { id: string; title: string }[];
}

/** A row of another table, found by typing a part of its name. */
export function ReferenceInput({ id, name, of, where = {}, value, isInvalid = false, set }: Props) {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const listId = useId();
  const query = Object.fromEntries(Object.entries(where).map(([key, one]) => [`filters.${key}`, one]));
  const { data } = useLoaded<Found>(
    isOpen ? `/resources/${of}/actions/search${text ? `/${encodeURIComponent(text)}` : ''}` : null,
    query,
  );
  const chosen = useTitle(of, value);
  const options = data?.records ?? [];
  const choose = (option: Found['records'][number] | undefined): void => {
    if (!option) return;
    set(option.id);
    chosen.remember(option);
    setOpen(false);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, options.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && isOpen) choose(options[at]);
    else if (event.key === 'Escape' && isOpen) setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div className="suggest">
      <input
        id={id}
        role="combobox"
        aria-label={name}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-invalid={isInvalid || undefined}
        autoComplete="off"
        placeholder={t('panel.form.search')}
        value={isOpen ? text : chosen.title}
        onFocus={() => {
          setOpen(true);
          setAt(0);
        }}
        onBlur={() => {
          window.setTimeout(() => {
            setOpen(false);
          }, 150);
        }}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
          if (target.value === '') set('');
        }}
        onKeyDown={onKeyDown}
      />
      {isOpen ? (
        <ul id={listId} role="listbox" aria-label={name}>
          {options.map((option, index) => (
            <li
              key={option.id}
              role="option"
              aria-selected={index === at}
              onMouseDown={() => {
                choose(option);
              }}
            >
              {option.title}
            </li>
          ))}
          {data && options.length === 0 ? (
            <li role="option" aria-selected={false} className="muted">
              {t('panel.form.noMatch')}
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}

/** The name of what is chosen; looked up once when only its id is known. */
function useTitle(of: string, value: string) {
  const [titles, setTitles] = useState<Record<string, string>>({});
  const { data } = useLoaded<Found>(value && !titles[value] ? `/resources/${of}/actions/search` : null, {
    'filters.id': value,
  });
  useEffect(() => {
    const found = data?.records.find(({ id }) => id === value);
    if (found) setTitles((before) => ({ ...before, [found.id]: found.title }));
  }, [data, value]);
  return {
    title: value ? (titles[value] ?? `#${value}`) : '',
    remember: ({ id, title }: { id: string; title: string }): void => {
      setTitles((before) => ({ ...before, [id]: title }));
    },
  };
}
