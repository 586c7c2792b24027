import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLoaded } from './load.js';

interface Option {
  id: string;
  title: string;
}

interface Asked {
  of: string;
  where?: Readonly<Record<string, string>> | undefined;
  value: string;
  set(value: string): void;
}

export interface Reference {
  text: string;
  isOpen: boolean;
  /** The option that Enter takes. */
  at: number;
  options: Option[] | undefined;
  choose(option: Option | undefined): void;
  open(): void;
  close(): void;
  type(text: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** Finding a row by its name: what is typed, what fits, and what was chosen. */
export function useReference({ of, where = {}, value, set }: Asked): Reference {
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const title = useTitle(of, value);
  const options = useOptions(isOpen, { of, where, typed });
  const choose = (option: Option | undefined): void => {
    if (!option) return;
    title.remember(option);
    set(option.id);
    setOpen(false);
    setTyped('');
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setAt(Math.min(at + 1, (options?.length ?? 1) - 1)),
    ArrowUp: () => setAt(Math.max(at - 1, 0)),
    Enter: () => choose(options?.[at]),
    Escape: () => setOpen(false),
  };
  return {
    text: isOpen ? typed : title.text,
    isOpen,
    at,
    options,
    choose,
    open: () => {
      setOpen(true);
      setAt(0);
    },
    /** A click on an option comes after the blur. */
    close: () => void window.setTimeout(() => setOpen(false), 150),
    type: (text) => {
      setTyped(text);
      setAt(0);
      if (text === '') set('');
    },
    onKeyDown: (event) => {
      const act = isOpen ? keys[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    },
  };
}

function useOptions(
  isOpen: boolean,
  { of, where = {}, typed }: Pick<Asked, 'of' | 'where'> & { typed: string },
): Option[] | undefined {
  const query = Object.fromEntries(Object.entries(where).map(([key, one]) => [`filters.${key}`, one]));
  const path = `/resources/${of}/actions/search${typed ? `/${encodeURIComponent(typed)}` : ''}`;
  return useLoaded<{ records: Option[] }>(isOpen ? path : null, query).data?.records;
}

/** The name of what is chosen; looked up once when only its id is known. */
function useTitle(of: string, value: string) {
  const [titles, setTitles] = useState<Record<string, string>>({});
  const remember = ({ id, title }: Option): void => setTitles((before) => ({ ...before, [id]: title }));
  const isUnknown = value !== '' && titles[value] === undefined;
  const { data } = useLoaded<{ records: Option[] }>(isUnknown ? `/resources/${of}/actions/search` : null, {
    'filters.id': value,
  });
  useEffect(() => {
    const found = data?.records.find(({ id }) => id === value);
    if (found) remember(found);
  }, [data, value]);
  return { text: value === '' ? '' : (titles[value] ?? `#${value}`), remember };
}
