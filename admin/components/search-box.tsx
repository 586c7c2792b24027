import { useEffect, useRef, useState } from 'react';
import type { Change } from './lib/list-state.js';
import { t } from './lib/text.js';

/** Asks a moment after the last key. */
export function SearchBox({ value, change }: { value: string; change(changes: Change): void }) {
  const [text, setText] = useState(value);
  const timer = useRef<number>(undefined);
  useEffect(() => {
    setText(value);
  }, [value]);
  return (
    <input
      type="search"
      className="search-box"
      placeholder={t('panel.list.search')}
      aria-label={t('panel.list.search')}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        window.clearTimeout(timer.current);
        timer.current = window.setTimeout(() => {
          change({ q: target.value.trim() });
        }, 300);
      }}
    />
  );
}
